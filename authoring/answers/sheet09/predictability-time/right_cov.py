"""Covariance by variance."""

import numpy as np


def predictability(curve, first, last):
    C = np.cov(np.arange(first, last + 1), curve[first : last + 1])
    return C[0, 1] / C[0, 0], np.log(2) * C[0, 0] / C[0, 1]
