"""The right number of rows, one too early."""

import torch

MISCONCEPTION = "returned-rows-off-by-one"
LOSES = ["warmup-test-run"]


def process_sequence_with_warmup(model, x, t_forcing, t_warmup):
    T, B, N = x.shape
    z = torch.zeros(B, model.M)
    Z = []
    for t in range(T):
        if t < t_warmup or (t - t_warmup) % t_forcing == 0:
            z = torch.cat([x[t], z[:, N:]], dim=1)
        z = model(z)
        Z.append(z)
    Z = torch.stack([torch.zeros(B, model.M), *Z])
    return Z[t_warmup:T]
