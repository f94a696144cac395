"""Adds the observation to the hidden units."""

import torch

MISCONCEPTION = "adds-instead-of-replacing"
DESCRIPTION = "the observation is added to the read-out units instead of replacing them."
HINT = "After a reset nothing of the old value of the read-out units is left."
LOSES = ["sync-test-value"]


def synchronisation(model, x, z, z_other):
    N = x.shape[1]
    distances = []

    with torch.no_grad():
        for x_t in x:
            z = torch.cat([z[:N] + x_t, z[N:]])
            z_other = torch.cat([z_other[:N] + x_t, z_other[N:]])
            z, z_other = model(z), model(z_other)
            distances.append((z - z_other).norm())
    return torch.stack(distances)
