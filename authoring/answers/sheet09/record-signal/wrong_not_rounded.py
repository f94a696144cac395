"""Not rounded."""

import numpy as np

MISCONCEPTION = "not-rounded"
DESCRIPTION = "the values are scaled but not rounded."
HINT = "The readings are whole numbers. Are yours?"
LOSES = ["record-test"]


def record(s, every, bits):
    kept = s[::every]
    return (kept - kept.min()) / np.ptp(kept) * (2**bits - 1)
