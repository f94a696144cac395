"""A list that is stacked."""

import numpy as np


def orbits(a, b, z0, T, clip=True):
    Z = [z0]
    for _ in range(T):
        z = (np.maximum(Z[-1][:, None] - b, 0) * a).sum(axis=1)
        Z.append(np.minimum(np.maximum(z, 0), 1) if clip else z)
    return np.stack(Z)
