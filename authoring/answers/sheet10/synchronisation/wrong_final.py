"""Only the last distance."""

import torch

MISCONCEPTION = "last-distance-only"
DESCRIPTION = "only the last distance is returned."
HINT = "The picture needs one distance for each of the T steps."
LOSES = ["sync-test-value"]


def synchronisation(model, x, z, z_other):
    N = x.shape[1]
    distances = []

    with torch.no_grad():
        for x_t in x:
            z = torch.cat([x_t, z[N:]])
            z_other = torch.cat([x_t, z_other[N:]])
            z, z_other = model(z), model(z_other)
            distances.append((z - z_other).norm())
    return distances[-1]
