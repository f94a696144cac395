"""Returns a float in an array without axes."""

import numpy as np


def count_points_of_period(r, p, x):
    f = lambda x, n: f(r * x * (1 - x), n - 1) if n else x
    changes = [np.abs(np.diff(np.sign(f(x, n) - x))).sum() / 2 for n in (1, p)]
    return np.array(changes[1] - changes[0])
