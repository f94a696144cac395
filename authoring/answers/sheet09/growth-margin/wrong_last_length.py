"""One root for all."""

import numpy as np

MISCONCEPTION = "one-root-for-all"
DESCRIPTION = "every entry is divided by the whole number of steps; each has its own."
HINT = "After how many steps is entry 0?"
LOSES = ["margin-test"]


def margin(log_norms):
    return np.abs(np.exp(log_norms / len(log_norms)) - 1)
