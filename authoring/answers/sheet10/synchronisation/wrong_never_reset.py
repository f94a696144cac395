"""Lets both copies run freely."""

import torch

MISCONCEPTION = "never-reset"
DESCRIPTION = "the copies run freely: nothing of x reaches them."
HINT = "What do the two copies share, apart from the network?"
LOSES = ["sync-test-value"]


def synchronisation(model, x, z, z_other):
    distances = []

    with torch.no_grad():
        for _ in x:
            z, z_other = model(z), model(z_other)
            distances.append((z - z_other).norm())
    return torch.stack(distances)
