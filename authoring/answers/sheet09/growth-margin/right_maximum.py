"""The larger of the two."""

import numpy as np


def margin(log_norms):
    growth = np.exp(np.divide(log_norms, 1 + np.arange(len(log_norms))))
    return np.maximum(growth - 1, 1 - growth)
