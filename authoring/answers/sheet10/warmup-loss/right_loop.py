"""Adds up step by step."""

import torch


def warmup_loss(model, x, y, t_forcing, t_warmup):
    target = y[t_warmup:]
    total = 0.0
    for z, wanted in zip(process_sequence_with_warmup(model, x, t_forcing, t_warmup), target, strict=True):
        total = total + torch.sum((z[:, : model.N] - wanted) ** 2)
    return total / target.numel()
