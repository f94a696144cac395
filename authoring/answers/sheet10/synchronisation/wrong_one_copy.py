"""Resets one copy only."""

import torch

MISCONCEPTION = "one-copy-reset"
DESCRIPTION = "only one of the two copies is reset to the data."
HINT = "Both copies are to receive the same signal. Follow z_other through your loop."
LOSES = ["sync-test-value"]


def synchronisation(model, x, z, z_other):
    N = x.shape[1]
    distances = []

    with torch.no_grad():
        for x_t in x:
            z = torch.cat([x_t, z[N:]])
            z, z_other = model(z), model(z_other)
            distances.append((z - z_other).norm())
    return torch.stack(distances)
