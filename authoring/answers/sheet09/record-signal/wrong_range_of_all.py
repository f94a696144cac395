"""The range of the whole signal."""

import numpy as np

MISCONCEPTION = "range-of-all"
DESCRIPTION = "the range is that of the whole signal, not of the values that are kept."
HINT = "Which values does the instrument see?"
LOSES = ["record-test"]


def record(s, every, bits):
    share = (s - s.min()) / np.ptp(s)
    return np.round(share * (2**bits - 1))[::every]
