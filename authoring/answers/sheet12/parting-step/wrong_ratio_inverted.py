"""delta / far."""

import numpy as np

MISCONCEPTION = "ratio-inverted"
DESCRIPTION = "the ratio is upside down, so the step is negative."
HINT = "The distance has to grow from delta to far. By which factor?"
LOSES = ["parting-test"]


def parting_step(delta, far, lam):
    return int(np.ceil(np.log(delta / far) / lam))
