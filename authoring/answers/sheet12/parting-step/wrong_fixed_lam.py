"""ln 2 in the code."""

import numpy as np

MISCONCEPTION = "fixed-exponent"
DESCRIPTION = "the exponent has no effect: ln 2 stands in the code."
HINT = "A number of this sheet stands in your code where an argument should."
LOSES = ["parting-test"]


def parting_step(delta, far, lam):
    return int(np.ceil(np.log(far / delta) / np.log(2)))
