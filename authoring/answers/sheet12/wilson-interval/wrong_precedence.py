"""Brackets missing."""

import numpy as np

MISCONCEPTION = "brackets-missing"
DESCRIPTION = "brackets are missing: z**2 / 2 * n multiplies by n."
HINT = "Division and multiplication go from left to right."
LOSES = ["wilson-test-inside", "wilson-test-ends"]


def wilson_interval(hits, n, z=1.96):
    share = hits / n
    middle = share + z**2 / 2 * n
    half = z * np.sqrt(share * (1 - share) / n + z**2 / (4 * n**2))
    return (middle - half) / (1 + z**2 / n), (middle + half) / (1 + z**2 / n)
