"""Steps, then resets, then measures."""

import torch

MISCONCEPTION = "resets-after-step"
DESCRIPTION = "the copies make their step before they are reset."
HINT = "The copies should go on from the observation. What comes first at each t?"
LOSES = ["sync-test-value"]


def synchronisation(model, x, z, z_other):
    N = x.shape[1]
    distances = []

    with torch.no_grad():
        for x_t in x:
            z, z_other = model(z), model(z_other)
            z = torch.cat([x_t, z[N:]])
            z_other = torch.cat([x_t, z_other[N:]])
            distances.append((z - z_other).norm())
    return torch.stack(distances)
