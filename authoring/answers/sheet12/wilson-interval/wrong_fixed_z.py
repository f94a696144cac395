"""1.96 in the code."""

import numpy as np

MISCONCEPTION = "fixed-z"
DESCRIPTION = "z has no effect: 1.96 stands in the code."
HINT = "A number of this sheet stands in your code where an argument should."
LOSES = ["wilson-test-inside", "wilson-test-ends"]


def wilson_interval(hits, n, z=1.96):
    z, share = 1.96, hits / n
    middle = share + z**2 / (2 * n)
    half = z * np.sqrt(share * (1 - share) / n + z**2 / (4 * n**2))
    return (middle - half) / (1 + z**2 / n), (middle + half) / (1 + z**2 / n)
