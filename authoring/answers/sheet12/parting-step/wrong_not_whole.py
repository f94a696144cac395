"""Not rounded."""

import numpy as np

MISCONCEPTION = "not-whole"
DESCRIPTION = "this is no whole step."
HINT = "Time comes in whole steps. Which is the first one at which the condition holds?"
LOSES = ["parting-test"]


def parting_step(delta, far, lam):
    return np.log(far / delta) / lam
