"""Clears the hidden units at every reset."""

import torch

MISCONCEPTION = "hidden-units-zeroed"
DESCRIPTION = "the hidden units are set to zero at every reset, so both copies agree at once."
HINT = "Which units does the data say something about? What should become of the others?"
LOSES = ["sync-test-value"]


def synchronisation(model, x, z, z_other):
    N = x.shape[1]
    distances = []

    with torch.no_grad():
        for x_t in x:
            z = torch.cat([x_t, torch.zeros(len(z) - N)])
            z_other = torch.cat([x_t, torch.zeros(len(z) - N)])
            z, z_other = model(z), model(z_other)
            distances.append((z - z_other).norm())
    return torch.stack(distances)
