"""Writes x into the first three units."""

import torch

MISCONCEPTION = "fixed-n"
LOSES = ["warmup-test-run"]


def process_sequence_with_warmup(model, x, t_forcing, t_warmup):
    T, B, N = x.shape
    z = torch.zeros(B, model.M)
    Z = []
    for t in range(T):
        if t < t_warmup or (t - t_warmup) % t_forcing == 0:
            z = z.clone()
            z[:, :3] = x[t]
        z = model(z)
        if t >= t_warmup:
            Z.append(z)
    return torch.stack(Z)
