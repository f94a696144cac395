"""The zero of the broken line through all sums."""

import numpy as np


def kaplan_yorke(spectrum):
    sums = np.concatenate([[0.0], np.cumsum(spectrum)])
    j = max(k for k in range(len(sums)) if sums[k] >= 0)
    return j + sums[j] / (sums[j] - sums[j + 1])
