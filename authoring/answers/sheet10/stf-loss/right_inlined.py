"""Holds the forced run inside, and calls no other function."""

import torch


def training_loss(model, x, y, t_forcing):
    T, B, N = x.shape
    z = torch.zeros(B, model.M)
    loss = 0
    for t in range(T):
        if t % t_forcing == 0:
            z = torch.cat([x[t], z[:, N:]], dim=1)
        z = model(z)
        loss = loss + ((z[:, :N] - y[t]) ** 2).mean() / T
    return loss
