"""The nearest of all levels."""

import numpy as np


def record(s, every, bits):
    kept = np.asarray(s)[::every]
    levels = np.linspace(kept.min(), kept.max(), 2**bits)
    return np.abs(kept[:, None] - levels).argmin(axis=1)
