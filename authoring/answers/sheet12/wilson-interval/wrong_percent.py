"""In per cent."""

import numpy as np

MISCONCEPTION = "in-per-cent"
DESCRIPTION = "the ends are given in per cent; they should be shares between 0 and 1."
HINT = "Which number should fifty per cent be?"
LOSES = ["wilson-test-inside", "wilson-test-ends"]


def wilson_interval(hits, n, z=1.96):
    share = hits / n
    middle = share + z**2 / (2 * n)
    half = z * np.sqrt(share * (1 - share) / n + z**2 / (4 * n**2))
    return 100 * (middle - half) / (1 + z**2 / n), 100 * (middle + half) / (1 + z**2 / n)
