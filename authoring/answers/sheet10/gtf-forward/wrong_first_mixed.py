"""Mixes at t = 0, too."""

import torch

MISCONCEPTION = "first-step-mixed"
DESCRIPTION = "the observation is mixed with zeros at t = 0 instead of replacing them."
HINT = "What does the network know before the first observation, and what would you mix with it?"
LOSES = ["gtf-test-run"]


def process_sequence_using_GTF(model, x, alpha):
    T, B, N = x.shape
    z = torch.zeros(B, model.M)
    states = []
    for t in range(T):
        strength = alpha
        mixed = strength * x[t] + (1 - strength) * z[:, :N]
        z = torch.cat([mixed, z[:, N:]], dim=1)
        z = model(z)
        states.append(z)
    return torch.stack(states)
