"""Contracts the error with itself."""

import torch


def warmup_loss(model, x, y, t_forcing, t_warmup):
    N = y.shape[-1]
    error = process_sequence_with_warmup(model, x, t_forcing, t_warmup)[:, :, :N] - y[t_warmup:]
    return torch.einsum("tbn,tbn->", error, error) / (error.shape[0] * error.shape[1] * N)
