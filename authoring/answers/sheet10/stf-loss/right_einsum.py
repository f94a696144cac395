"""Contracts the error with itself."""

import torch


def training_loss(model, x, y, t_forcing):
    N = y.shape[-1]
    error = process_sequence_using_STF(model, x, t_forcing)[:, :, :N] - y
    return torch.einsum("tbn,tbn->", error, error) / (error.shape[0] * error.shape[1] * N)
