"""Averages axis by axis."""

import torch


def warmup_loss(model, x, y, t_forcing, t_warmup):
    Z = process_sequence_with_warmup(model, x, t_forcing, t_warmup)
    squares = torch.square(y[t_warmup:] - Z[:, :, 0 : model.N])
    return squares.mean(dim=2).mean(dim=1).mean(dim=0)
