"""The math module, a list."""

import math


def wilson_interval(hits, n, z=1.96):
    p, q = hits / n, 1 - hits / n
    root = z * math.sqrt(p * q / n + (z / (2 * n)) ** 2)
    return [(p + z * z / 2 / n + sign * root) / (1 + z * z / n) for sign in (-1, 1)]
