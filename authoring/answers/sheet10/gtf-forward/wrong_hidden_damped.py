"""Multiplies the whole state by 1 - alpha."""

import torch

MISCONCEPTION = "hidden-units-damped"
DESCRIPTION = "the hidden units are multiplied by 1 - alpha as well."
HINT = "Which units is there an observation for? What should become of the others?"
LOSES = ["gtf-test-run"]


def process_sequence_using_GTF(model, x, alpha):
    T, B, N = x.shape
    z = torch.zeros(B, model.M)
    states = []
    for t in range(T):
        strength = alpha if t > 0 else 1.0
        mixed = strength * x[t] + (1 - strength) * z[:, :N]
        z = torch.cat([mixed, (1 - strength) * z[:, N:]], dim=1)
        z = model(z)
        states.append(z)
    return torch.stack(states)
