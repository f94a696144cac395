"""The range begins at 0."""

import numpy as np

MISCONCEPTION = "from-zero"
DESCRIPTION = "level 0 belongs to the value 0 instead of the smallest value."
HINT = "Which reading should the smallest kept value have?"
LOSES = ["record-test"]


def record(s, every, bits):
    kept = s[::every]
    return np.round(kept / kept.max() * (2**bits - 1))
