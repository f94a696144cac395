"""4 n instead of 4 n squared."""

import numpy as np

MISCONCEPTION = "n-not-squared"
DESCRIPTION = "the last term has n where n squared should stand."
HINT = "For large n, which term under the root should win?"
LOSES = ["wilson-test-inside", "wilson-test-ends"]


def wilson_interval(hits, n, z=1.96):
    share = hits / n
    middle = share + z**2 / (2 * n)
    half = z * np.sqrt(share * (1 - share) / n + z**2 / (4 * n))
    return (middle - half) / (1 + z**2 / n), (middle + half) / (1 + z**2 / n)
