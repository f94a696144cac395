"""One level too many."""

import numpy as np

MISCONCEPTION = "one-level-too-many"
DESCRIPTION = "the largest reading is 2**bits, so there is one level too many."
HINT = "Counting from 0, which number is the last of 2**bits levels?"
LOSES = ["record-test"]


def record(s, every, bits):
    kept = s[::every]
    return np.round((kept - kept.min()) / np.ptp(kept) * 2**bits)
