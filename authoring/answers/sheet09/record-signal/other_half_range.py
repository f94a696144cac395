"""Half of the levels."""

import numpy as np

LOSES = ["record-test"]


def record(s, every, bits):
    kept = s[::every]
    return np.round((kept - kept.min()) / np.ptp(kept) * (2**bits // 2))
