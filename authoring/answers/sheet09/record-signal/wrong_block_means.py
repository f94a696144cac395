"""Means of blocks."""

import numpy as np

MISCONCEPTION = "block-means"
DESCRIPTION = "the values in between are averaged instead of skipped."
HINT = "The instrument looks at one moment. What happens in between?"
LOSES = ["record-test"]


def record(s, every, bits):
    means = np.array([s[t : t + every].mean() for t in range(0, len(s), every)])
    return np.round((means - means.min()) / np.ptp(means) * (2**bits - 1))
