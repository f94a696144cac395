"""Cuts the gradient at the mixing."""

import torch

MISCONCEPTION = "gradient-cut-at-mixing"
DESCRIPTION = "the network's own state is taken out of the graph where it is mixed."
HINT = "Mixing damps the gradient by 1 - alpha. By which factor does your code damp it?"
LOSES = ["gtf-test-run"]


def process_sequence_using_GTF(model, x, alpha):
    T, B, N = x.shape
    z = torch.zeros(B, model.M)
    states = []
    for t in range(T):
        strength = alpha if t > 0 else 1.0
        mixed = strength * x[t] + (1 - strength) * z[:, :N].detach()
        z = torch.cat([mixed, z[:, N:]], dim=1)
        z = model(z)
        states.append(z)
    return torch.stack(states)
