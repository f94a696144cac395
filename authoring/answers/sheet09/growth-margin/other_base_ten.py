"""Powers of ten."""

import numpy as np

LOSES = ["margin-test"]


def margin(log_norms):
    return np.abs(10 ** (log_norms / np.arange(1, len(log_norms) + 1)) - 1)
