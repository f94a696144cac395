"""Mixes the next observation."""

import torch

MISCONCEPTION = "later-observation"
DESCRIPTION = "the observation that is mixed in comes from one step later than t."
HINT = "Z[t] is a prediction of x[t + 1]. What may the network have seen by then?"
LOSES = ["gtf-test-run"]


def process_sequence_using_GTF(model, x, alpha):
    T, B, N = x.shape
    z = torch.zeros(B, model.M)
    states = []
    for t in range(T):
        strength = alpha if t > 0 else 1.0
        mixed = strength * x[min(t + 1, T - 1)] + (1 - strength) * z[:, :N]
        z = torch.cat([mixed, z[:, N:]], dim=1)
        z = model(z)
        states.append(z)
    return torch.stack(states)
