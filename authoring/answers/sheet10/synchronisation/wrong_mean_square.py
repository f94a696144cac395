"""Root of the mean square."""

import torch

MISCONCEPTION = "mean-instead-of-sum"
DESCRIPTION = "the squares are averaged over the units instead of added up."
HINT = "The Euclidean length of (3, 4) is 5. What does your code say?"
LOSES = ["sync-test-value"]


def synchronisation(model, x, z, z_other):
    N = x.shape[1]
    distances = []

    with torch.no_grad():
        for x_t in x:
            z = torch.cat([x_t, z[N:]])
            z_other = torch.cat([x_t, z_other[N:]])
            z, z_other = model(z), model(z_other)
            distances.append(((z - z_other) ** 2).mean().sqrt())
    return torch.stack(distances)
