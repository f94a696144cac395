"""Resets every 1 / alpha steps."""

import torch

MISCONCEPTION = "sparse-instead"
DESCRIPTION = "this is sparse forcing with the interval 1 / alpha."
HINT = "How often is the network pulled in the formula, and how often in your code?"
LOSES = ["gtf-test-run"]


def process_sequence_using_GTF(model, x, alpha):
    T, B, N = x.shape
    z = torch.zeros(B, model.M)
    states = []
    for t in range(T):
        if t % round(1 / max(alpha, 1e-6)) == 0:
            z = torch.cat([x[t], z[:, N:]], dim=1)
        z = model(z)
        states.append(z)
    return torch.stack(states)
