"""Steps, measures, then resets."""

import torch

MISCONCEPTION = "reset-too-late"
DESCRIPTION = "the reset to x_t comes after the step from t, so the observation acts one step late."
HINT = "From which state does the first step start in your code, and from which should it?"
LOSES = ["sync-test-value"]


def synchronisation(model, x, z, z_other):
    N = x.shape[1]
    distances = []

    with torch.no_grad():
        for x_t in x:
            z, z_other = model(z), model(z_other)
            distances.append((z - z_other).norm())
            z = torch.cat([x_t, z[N:]])
            z_other = torch.cat([x_t, z_other[N:]])
    return torch.stack(distances)
