"""Signs by the product of neighbours; the orbit as a table."""

import numpy as np


def count_points_of_period(r, p, x):
    orbit = [np.asarray(x, dtype=float)]
    for _ in range(p):
        orbit.append(r * orbit[-1] * (1 - orbit[-1]))
    zeros = lambda d: np.sum(d[1:] * d[:-1] < 0)
    return zeros(orbit[p] - orbit[0]) - zeros(orbit[1] - orbit[0])
