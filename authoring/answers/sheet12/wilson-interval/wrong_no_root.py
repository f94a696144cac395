"""No root."""

import numpy as np

MISCONCEPTION = "no-square-root"
DESCRIPTION = "the square root is missing."
HINT = "Under the root stands a variance. What stands outside?"
LOSES = ["wilson-test-inside", "wilson-test-ends"]


def wilson_interval(hits, n, z=1.96):
    share = hits / n
    middle = share + z**2 / (2 * n)
    half = z * np.positive(share * (1 - share) / n + z**2 / (4 * n**2))
    return (middle - half) / (1 + z**2 / n), (middle + half) / (1 + z**2 / n)
