"""Squared distance."""

import torch

MISCONCEPTION = "squared-distance"
DESCRIPTION = "this is the square of the distance."
HINT = "By which factor should the distance change if both states are doubled?"
LOSES = ["sync-test-value"]


def synchronisation(model, x, z, z_other):
    N = x.shape[1]
    distances = []

    with torch.no_grad():
        for x_t in x:
            z = torch.cat([x_t, z[N:]])
            z_other = torch.cat([x_t, z_other[N:]])
            z, z_other = model(z), model(z_other)
            distances.append(((z - z_other) ** 2).sum())
    return torch.stack(distances)
