"""The transposed product, the other way round."""

import numpy as np


def product_rate(J, dt):
    P = J[0].T
    for t in range(1, len(J)):
        P = P @ J[t].T
    return np.log(np.linalg.norm(P, 2)) / (len(J) * dt)
