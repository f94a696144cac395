"""Runs freely through the warm-up."""

import torch

MISCONCEPTION = "warmup-not-forced"
DESCRIPTION = "during the warm-up the network runs freely: nothing of x reaches it."
HINT = "What should the hidden units have seen by the end of the warm-up?"
LOSES = ["warmup-test-run"]


def process_sequence_with_warmup(model, x, t_forcing, t_warmup):
    T, B, N = x.shape
    z = torch.zeros(B, model.M)
    Z = []
    for t in range(T):
        if t >= t_warmup and (t - t_warmup) % t_forcing == 0:
            z = torch.cat([x[t], z[:, N:]], dim=1)
        z = model(z)
        if t >= t_warmup:
            Z.append(z)
    return torch.stack(Z)
