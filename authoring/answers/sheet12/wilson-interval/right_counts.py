"""In counts."""

import numpy as np


def wilson_interval(hits, n, z=1.96):
    middle = (hits + z**2 / 2) / (n + z**2)
    half = z / (n + z**2) * np.sqrt(hits * (n - hits) / n + z**2 / 4)
    return middle - half, middle + half
