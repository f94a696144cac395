"""Collects numbers, and returns a NumPy array."""

import numpy as np


def synchronisation(model, x, z, z_other):
    N, distances = model.N, []
    for x_t in x:
        z, z_other = z.clone(), z_other.clone()
        z[:N] = x_t
        z_other[:N] = x_t
        z, z_other = model(z).detach(), model(z_other).detach()
        distances.append(np.sqrt(((z - z_other) ** 2).sum().item()))
    return np.array(distances)
