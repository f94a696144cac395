"""Measures between reset and step."""

import torch

MISCONCEPTION = "measured-before-step"
DESCRIPTION = "the distance is measured after the reset and before the step."
HINT = "d_t compares the states after the step from t. Which states does your code compare?"
LOSES = ["sync-test-value"]


def synchronisation(model, x, z, z_other):
    N = x.shape[1]
    distances = []

    with torch.no_grad():
        for x_t in x:
            z = torch.cat([x_t, z[N:]])
            z_other = torch.cat([x_t, z_other[N:]])
            distances.append((z - z_other).norm())
            z, z_other = model(z), model(z_other)
    return torch.stack(distances)
