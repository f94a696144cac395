"""Resets the last units."""

import torch

MISCONCEPTION = "resets-last-units"
DESCRIPTION = "the last N units are reset; the read-out is the first N."
HINT = "Which end of the state does the network read out?"
LOSES = ["sync-test-value"]


def synchronisation(model, x, z, z_other):
    N = x.shape[1]
    distances = []

    with torch.no_grad():
        for x_t in x:
            z = torch.cat([z[:-N], x_t])
            z_other = torch.cat([z_other[:-N], x_t])
            z, z_other = model(z), model(z_other)
            distances.append((z - z_other).norm())
    return torch.stack(distances)
