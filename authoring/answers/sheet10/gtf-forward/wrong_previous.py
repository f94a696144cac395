"""Mixes the previous observation."""

import torch

MISCONCEPTION = "earlier-observation"
DESCRIPTION = "the observation that is mixed in comes from one step earlier than t."
HINT = "Which row of x belongs to the state before the step from t?"
LOSES = ["gtf-test-run"]


def process_sequence_using_GTF(model, x, alpha):
    T, B, N = x.shape
    z = torch.zeros(B, model.M)
    states = []
    for t in range(T):
        strength = alpha if t > 0 else 1.0
        mixed = strength * x[max(t - 1, 0)] + (1 - strength) * z[:, :N]
        z = torch.cat([mixed, z[:, N:]], dim=1)
        z = model(z)
        states.append(z)
    return torch.stack(states)
