"""Sum of absolute differences."""

import torch

MISCONCEPTION = "another-norm"
DESCRIPTION = "this is another norm than the Euclidean one."
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
            distances.append((z - z_other).abs().sum())
    return torch.stack(distances)
