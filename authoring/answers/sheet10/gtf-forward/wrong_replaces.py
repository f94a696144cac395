"""Replaces at every step."""

import torch

MISCONCEPTION = "replaces-fully"
DESCRIPTION = "the read-out units are replaced at every step, whatever alpha is."
HINT = "Which role does alpha play in your code after t = 0?"
LOSES = ["gtf-test-run"]


def process_sequence_using_GTF(model, x, alpha):
    T, B, N = x.shape
    z = torch.zeros(B, model.M)
    states = []
    for t in range(T):
        strength = 1.0
        mixed = strength * x[t] + (1 - strength) * z[:, :N]
        z = torch.cat([mixed, z[:, N:]], dim=1)
        z = model(z)
        states.append(z)
    return torch.stack(states)
