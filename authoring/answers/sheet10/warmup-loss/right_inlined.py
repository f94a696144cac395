"""Holds the forced run inside, and calls no other function."""

import torch


def warmup_loss(model, x, y, t_forcing, t_warmup):
    T, B, N = x.shape
    z = torch.zeros(B, model.M)
    loss = 0
    for t in range(T):
        if t < t_warmup or (t - t_warmup) % t_forcing == 0:
            z = torch.cat([x[t], z[:, N:]], dim=1)
        z = model(z)
        if t >= t_warmup:
            loss = loss + ((z[:, :N] - y[t]) ** 2).mean() / (T - t_warmup)
    return loss
