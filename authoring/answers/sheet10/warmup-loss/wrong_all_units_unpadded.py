"""Subtracts arrays of different width; with N = 1 the target is broadcast."""

import torch

MISCONCEPTION = "loss-over-all-units"
LOSES = ["warmup-loss-test-value"]


def warmup_loss(model, x, y, t_forcing, t_warmup):
    Z = process_sequence_with_warmup(model, x, t_forcing, t_warmup)
    return torch.mean((Z - y[t_warmup:]) ** 2)
