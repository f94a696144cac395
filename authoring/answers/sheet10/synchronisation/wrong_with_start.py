"""The initial distance comes first."""

import torch

MISCONCEPTION = "initial-distance-included"
DESCRIPTION = "the distance before the first step is part of the result."
HINT = "How many numbers do you return for T observations?"
LOSES = ["sync-test-value"]


def synchronisation(model, x, z, z_other):
    N = x.shape[1]
    distances = []
    distances.append((z - z_other).norm())
    with torch.no_grad():
        for x_t in x:
            z = torch.cat([x_t, z[N:]])
            z_other = torch.cat([x_t, z_other[N:]])
            z, z_other = model(z), model(z_other)
            distances.append((z - z_other).norm())
    return torch.stack(distances)
