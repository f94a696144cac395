"""Warms up without a graph."""

import torch

MISCONCEPTION = "gradient-cut-at-warmup"
DESCRIPTION = "the gradient ends at the end of the warm-up."
HINT = "The warm-up does not count in the loss, but the states after it depend on it. May the graph end there?"
LOSES = ["warmup-test-run"]


def process_sequence_with_warmup(model, x, t_forcing, t_warmup):
    T, B, N = x.shape
    z = torch.zeros(B, model.M)
    Z = []
    for t in range(T):
        if t == t_warmup:
            z = z.detach()
        if t < t_warmup or (t - t_warmup) % t_forcing == 0:
            z = torch.cat([x[t], z[:, N:]], dim=1)
        z = model(z)
        if t >= t_warmup:
            Z.append(z)
    return torch.stack(Z)
