"""The interval from school, clipped."""

import numpy as np

MISCONCEPTION = "wald-interval"
LOSES = ["wilson-test-inside", "wilson-test-ends"]


def wilson_interval(hits, n, z=1.96):
    share = hits / n
    half = z * np.sqrt(share * (1 - share) / n)
    return max(share - half, 0.0), min(share + half, 1.0)
