"""z instead of its square."""

import numpy as np

MISCONCEPTION = "z-not-squared"
DESCRIPTION = "z stands where its square should."
HINT = "Compare each z of your code with the formula: in how many places is it squared?"
LOSES = ["wilson-test-inside", "wilson-test-ends"]


def wilson_interval(hits, n, z=1.96):
    share = hits / n
    middle = share + z / (2 * n)
    half = z * np.sqrt(share * (1 - share) / n + z / (4 * n**2))
    return (middle - half) / (1 + z / n), (middle + half) / (1 + z / n)
