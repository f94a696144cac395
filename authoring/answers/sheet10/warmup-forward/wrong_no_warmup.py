"""Sparse forcing from the start, the first rows cut off."""

import torch

MISCONCEPTION = "warmup-forced-sparsely"
DESCRIPTION = "during the warm-up the network is reset only sparsely."
HINT = "The warm-up fills the hidden units. How often is the network reset in it?"
LOSES = ["warmup-test-run"]


def process_sequence_with_warmup(model, x, t_forcing, t_warmup):
    T, B, N = x.shape
    z = torch.zeros(B, model.M)
    Z = []
    for t in range(T):
        if t % t_forcing == 0:
            z = torch.cat([x[t], z[:, N:]], dim=1)
        z = model(z)
        if t >= t_warmup:
            Z.append(z)
    return torch.stack(Z)
