"""High before low."""

import numpy as np

MISCONCEPTION = "ends-swapped"
DESCRIPTION = "the two ends are swapped: the lower one comes first."
HINT = "In which order does the docstring name the results?"
LOSES = ["wilson-test-inside", "wilson-test-ends"]


def wilson_interval(hits, n, z=1.96):
    share = hits / n
    middle = share + z**2 / (2 * n)
    half = z * np.sqrt(share * (1 - share) / n + z**2 / (4 * n**2))
    return (middle + half) / (1 + z**2 / n), (middle - half) / (1 + z**2 / n)
