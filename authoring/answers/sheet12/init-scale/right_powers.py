"""Powers, an array."""

import numpy as np


def standard_deviations(k):
    variances = np.array([2 / k, 2 / (k + 1), 0.25 / k / np.log(k)])
    return tuple(variances**0.5)
