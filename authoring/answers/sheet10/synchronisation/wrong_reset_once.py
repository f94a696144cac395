"""Resets at t = 0 only."""

import torch

MISCONCEPTION = "reset-once"
DESCRIPTION = "the copies are reset at the first step only."
HINT = "At how many of the T steps does the data reach the copies?"
LOSES = ["sync-test-value"]


def synchronisation(model, x, z, z_other):
    N = x.shape[1]
    distances = []

    with torch.no_grad():
        for x_t in x:
            if len(distances) == 0:
                z = torch.cat([x_t, z[N:]])
                z_other = torch.cat([x_t, z_other[N:]])
            z, z_other = model(z), model(z_other)
            distances.append((z - z_other).norm())
    return torch.stack(distances)
