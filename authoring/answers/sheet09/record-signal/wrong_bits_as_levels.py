"""The number of bits as the number of levels."""

import numpy as np

MISCONCEPTION = "bits-are-levels"
DESCRIPTION = "there are as many levels as bits."
HINT = "How many numbers can be written with that many bits?"
LOSES = ["record-test"]


def record(s, every, bits):
    kept = s[::every]
    return np.round((kept - kept.min()) / np.ptp(kept) * (bits - 1))
