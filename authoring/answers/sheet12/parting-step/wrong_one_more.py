"""One too many."""

import numpy as np

MISCONCEPTION = "one-step-late"
DESCRIPTION = "this is one step too late."
HINT = "Is the distance already reached one step before?"
LOSES = ["parting-test"]


def parting_step(delta, far, lam):
    return int(np.ceil(np.log(far / delta) / lam)) + 1
