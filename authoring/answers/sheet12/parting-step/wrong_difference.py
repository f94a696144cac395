"""The difference instead of the ratio."""

import numpy as np

MISCONCEPTION = "linear-growth"
DESCRIPTION = "this is how long it takes at a constant speed; but the distance grows by a factor in every step."
HINT = "Exponential growth asks for a ratio, not for a difference."
LOSES = ["parting-test"]


def parting_step(delta, far, lam):
    return int(np.ceil((far - delta) / lam))
