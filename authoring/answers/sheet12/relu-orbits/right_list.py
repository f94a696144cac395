"""A list that is stacked."""

import numpy as np


def orbits(a, b, z0, T):
    Z = [z0]
    for _ in range(T):
        Z.append(np.minimum(np.maximum((np.maximum(Z[-1][:, None] - b, 0) * a).sum(axis=1), 0), 1))
    return np.stack(Z)
