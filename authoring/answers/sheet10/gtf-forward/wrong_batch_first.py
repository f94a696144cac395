"""Returns (B, T, M)."""

import torch

MISCONCEPTION = "returns-batch-first"
DESCRIPTION = "the run is right, but Z has the shape (B, T, M): time has to come first."
HINT = "Along which axis are the states joined?"
LOSES = ["gtf-test-run"]


def process_sequence_using_GTF(model, x, alpha):
    T, B, N = x.shape
    z = torch.zeros(B, model.M)
    states = []
    for t in range(T):
        strength = alpha if t > 0 else 1.0
        mixed = strength * x[t] + (1 - strength) * z[:, :N]
        z = torch.cat([mixed, z[:, N:]], dim=1)
        z = model(z)
        states.append(z)
    return torch.stack(states, dim=1)
