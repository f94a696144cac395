"""Recursion."""

import numpy as np


def orbits(a, b, z0, T, clip=True):
    if T == 0:
        return z0[None]
    z1 = np.einsum("bk,k->b", np.fmax(np.subtract.outer(z0, b), 0), a)
    if clip:
        z1 = np.clip(z1, 0, 1)
    return np.vstack([z0[None], orbits(a, b, z1, T - 1, clip)])
