"""All values."""

import numpy as np

MISCONCEPTION = "keeps-every-value"
DESCRIPTION = "all values are kept."
HINT = "What does `every` do?"
LOSES = ["record-test"]


def record(s, every, bits):
    return np.round((s - s.min()) / np.ptp(s) * (2**bits - 1))
