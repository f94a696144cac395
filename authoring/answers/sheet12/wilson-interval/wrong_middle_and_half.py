"""Middle and half-width."""

import numpy as np

MISCONCEPTION = "middle-and-half-width"
DESCRIPTION = "these are the middle and half the length; asked for are the two ends."
HINT = "What does the docstring say about the results?"
LOSES = ["wilson-test-inside", "wilson-test-ends"]


def wilson_interval(hits, n, z=1.96):
    share = hits / n
    middle = share + z**2 / (2 * n)
    half = z * np.sqrt(share * (1 - share) / n + z**2 / (4 * n**2))
    return middle / (1 + z**2 / n), half / (1 + z**2 / n)
