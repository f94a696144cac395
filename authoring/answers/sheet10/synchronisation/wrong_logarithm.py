"""Logarithms of the distances."""

import torch

MISCONCEPTION = "logarithm"
DESCRIPTION = "these are logarithms of the distances; the picture takes the logarithm itself."
HINT = "What is the unit of your result?"
LOSES = ["sync-test-value"]


def synchronisation(model, x, z, z_other):
    N = x.shape[1]
    distances = []

    with torch.no_grad():
        for x_t in x:
            z = torch.cat([x_t, z[N:]])
            z_other = torch.cat([x_t, z_other[N:]])
            z, z_other = model(z), model(z_other)
            distances.append((z - z_other).norm().log())
    return torch.stack(distances)
