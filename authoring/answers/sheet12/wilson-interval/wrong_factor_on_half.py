"""Only the half-width is divided."""

import numpy as np

MISCONCEPTION = "factor-on-one-term"
DESCRIPTION = "the factor in front is applied to one of the two terms only."
HINT = "Where does the large bracket close?"
LOSES = ["wilson-test-inside", "wilson-test-ends"]


def wilson_interval(hits, n, z=1.96):
    share = hits / n
    middle = share + z**2 / (2 * n)
    half = z * np.sqrt(share * (1 - share) / n + z**2 / (4 * n**2))
    return middle - half / (1 + z**2 / n), middle + half / (1 + z**2 / n)
