"""Distance of the read-out units."""

import torch

MISCONCEPTION = "read-out-only"
DESCRIPTION = "only the read-out units are compared."
HINT = "The hidden units are what we want to know about. Which entries does your difference contain?"
LOSES = ["sync-test-value"]


def synchronisation(model, x, z, z_other):
    N = x.shape[1]
    distances = []

    with torch.no_grad():
        for x_t in x:
            z = torch.cat([x_t, z[N:]])
            z_other = torch.cat([x_t, z_other[N:]])
            z, z_other = model(z), model(z_other)
            distances.append((z[:N] - z_other[:N]).norm())
    return torch.stack(distances)
