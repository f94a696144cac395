"""The rule of three at the ends."""

import numpy as np

LOSES = ["wilson-test-ends"]


def wilson_interval(hits, n, z=1.96):
    share = hits / n
    middle = share + z**2 / (2 * n)
    half = z * np.sqrt(share * (1 - share) / n + z**2 / (4 * n**2))
    if hits == 0:
        return 0.0, 3 / n
    if hits == n:
        return 1 - 3 / n, 1.0
    return (middle - half) / (1 + z**2 / n), (middle + half) / (1 + z**2 / n)
