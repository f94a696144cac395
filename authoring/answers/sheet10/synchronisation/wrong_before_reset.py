"""Measures first of all."""

import torch

MISCONCEPTION = "distance-one-step-late"
DESCRIPTION = "the distance is that of the states before the reset, so everything comes one step late."
HINT = "What should distances[0] be: the distance that you started with, or the one after the first step?"
LOSES = ["sync-test-value"]


def synchronisation(model, x, z, z_other):
    N = x.shape[1]
    distances = []

    with torch.no_grad():
        for x_t in x:
            distances.append((z - z_other).norm())
            z = torch.cat([x_t, z[N:]])
            z_other = torch.cat([x_t, z_other[N:]])
            z, z_other = model(z), model(z_other)
    return torch.stack(distances)
