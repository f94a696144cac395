"""argmax of nothing."""

import numpy as np

MISCONCEPTION = "never-is-zero"
DESCRIPTION = "a pair that never separates gets the time 0."
HINT = "What does np.argmax return where no entry is True?"
LOSES = ["horizon-test"]


def horizon(d, dt, far):
    return (np.asarray(d) > far).argmax(axis=0) * dt
