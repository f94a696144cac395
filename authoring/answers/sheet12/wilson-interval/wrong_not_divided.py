"""The factor in front is missing."""

import numpy as np

MISCONCEPTION = "factor-in-front-missing"
DESCRIPTION = "the factor 1 / (1 + z^2 / n) in front is missing."
HINT = "Can your upper end become larger than 1?"
LOSES = ["wilson-test-inside", "wilson-test-ends"]


def wilson_interval(hits, n, z=1.96):
    share = hits / n
    middle = share + z**2 / (2 * n)
    half = z * np.sqrt(share * (1 - share) / n + z**2 / (4 * n**2))
    return middle - half, middle + half
