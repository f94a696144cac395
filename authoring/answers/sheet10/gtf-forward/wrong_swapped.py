"""Weights the network by alpha."""

import torch

MISCONCEPTION = "weights-swapped"
DESCRIPTION = "the weights are swapped: alpha multiplies the network's own state."
HINT = "What should the mixed units be at alpha = 1, and what are they in your code?"
LOSES = ["gtf-test-run"]


def process_sequence_using_GTF(model, x, alpha):
    T, B, N = x.shape
    z = torch.zeros(B, model.M)
    states = []
    for t in range(T):
        strength = alpha if t > 0 else 0.0
        mixed = (1 - strength) * x[t] + strength * z[:, :N]
        z = torch.cat([mixed, z[:, N:]], dim=1)
        z = model(z)
        states.append(z)
    return torch.stack(states)
