"""Adds two successes and two failures."""

import numpy as np

LOSES = ["wilson-test-inside", "wilson-test-ends"]


def wilson_interval(hits, n, z=1.96):
    m = n + z**2
    share = (hits + z**2 / 2) / m
    half = z * np.sqrt(share * (1 - share) / m)
    return share - half, share + half
