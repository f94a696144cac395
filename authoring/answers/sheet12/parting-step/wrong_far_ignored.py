"""Until the distance is 1."""

import numpy as np

MISCONCEPTION = "far-ignored"
DESCRIPTION = "far has no effect: this is the step at which the distance is 1."
HINT = "A number stands in your code where an argument should."
LOSES = ["parting-test"]


def parting_step(delta, far, lam):
    return int(np.ceil(np.log(1 / delta) / lam))
