"""Rounded by NumPy."""

import numpy as np


def record(s, every, bits):
    kept = np.asarray(s, dtype=float)[::every]
    share = (kept - kept.min()) / np.ptp(kept)
    return np.round(share * (2**bits - 1)).astype(int)
