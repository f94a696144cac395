"""Both inequalities."""

import numpy as np


def margin(log_norms):
    growth = np.exp(log_norms / (np.arange(len(log_norms)) + 1))
    return np.where(growth > 1, growth - 1, 1 - growth)
