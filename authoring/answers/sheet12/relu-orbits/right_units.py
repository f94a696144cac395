"""Unit by unit."""

import numpy as np


def orbits(a, b, z0, T, clip=True):
    Z = np.zeros((T + 1, len(z0)))
    Z[0] = z0
    for t in range(T):
        for weight, bias in zip(a, b, strict=False):
            Z[t + 1] += weight * np.where(Z[t] > bias, Z[t] - bias, 0)
        if clip:
            Z[t + 1] = Z[t + 1].clip(0, 1)
    return Z
