"""Stores the mixed state."""

import torch

MISCONCEPTION = "stores-mixed-state"
DESCRIPTION = "Z holds the mixed state before the step instead of the state after it."
HINT = "Z[t] is compared with x[t + 1]. Which state is a prediction of it?"
LOSES = ["gtf-test-run"]


def process_sequence_using_GTF(model, x, alpha):
    T, B, N = x.shape
    z = torch.zeros(B, model.M)
    states = []
    for t in range(T):
        strength = alpha if t > 0 else 1.0
        mixed = strength * x[t] + (1 - strength) * z[:, :N]
        z = torch.cat([mixed, z[:, N:]], dim=1)
        forced, z = z, model(z)
        states.append(forced)
    return torch.stack(states)
