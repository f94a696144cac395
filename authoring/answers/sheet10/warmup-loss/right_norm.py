"""The squared norm over the number of entries."""

import torch


def warmup_loss(model, x, y, t_forcing, t_warmup):
    Z = process_sequence_with_warmup(model, x, t_forcing, t_warmup)
    error = Z.narrow(2, 0, model.N) - y[t_warmup:]
    return torch.linalg.vector_norm(error) ** 2 / error.numel()
