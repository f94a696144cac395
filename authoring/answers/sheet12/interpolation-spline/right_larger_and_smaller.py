"""m^2 (3 M - m) / 6, with the larger and the smaller point."""

import numpy as np


def interpolation(t, y):
    t, y = np.asarray(t), np.asarray(y)
    small, large = np.minimum(t[:, None], t), np.maximum(t[:, None], t)
    c = np.linalg.solve(small**2 * (3 * large - small) / 6, y)
    return 0.5 * np.dot(c, y), c
