"""The root without z."""

import numpy as np

MISCONCEPTION = "z-forgotten"
DESCRIPTION = "the root is not multiplied by z."
HINT = "What should happen to the interval when z doubles?"
LOSES = ["wilson-test-inside", "wilson-test-ends"]


def wilson_interval(hits, n, z=1.96):
    share = hits / n
    middle = share + z**2 / (2 * n)
    half = np.sqrt(share * (1 - share) / n + z**2 / (4 * n**2))
    return (middle - half) / (1 + z**2 / n), (middle + half) / (1 + z**2 / n)
