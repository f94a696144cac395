"""Chooses with torch.where."""

import torch


def process_sequence_with_warmup(model, x, t_forcing, t_warmup):
    T, B, N = x.shape
    M = model.M
    steps = torch.arange(T)
    schedule = (steps < t_warmup) | ((steps - t_warmup) % t_forcing == 0)
    padded = torch.cat([x, torch.zeros(T, B, M - N)], dim=-1)
    use = schedule[:, None] & (torch.arange(M) < N)
    z = torch.zeros(B, M)
    Z = []
    for t in range(T):
        z = model(torch.where(use[t], padded[t], z))
        Z.append(z)
    return torch.stack(Z[t_warmup:])
