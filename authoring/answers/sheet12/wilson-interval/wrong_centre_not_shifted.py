"""Around the share itself."""

import numpy as np

MISCONCEPTION = "centre-not-shifted"
DESCRIPTION = "the interval lies around the share itself; the term z^2 / (2 n) is missing."
HINT = "Wilson's interval is not symmetric around the share. After 0 hits, which end can move?"
LOSES = ["wilson-test-inside", "wilson-test-ends"]


def wilson_interval(hits, n, z=1.96):
    share = hits / n
    middle = share
    half = z * np.sqrt(share * (1 - share) / n + z**2 / (4 * n**2))
    return (middle - half) / (1 + z**2 / n), (middle + half) / (1 + z**2 / n)
