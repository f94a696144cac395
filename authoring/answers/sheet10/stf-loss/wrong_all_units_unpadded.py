"""Subtracts arrays of different width; with N = 1 the target is broadcast."""

import torch

MISCONCEPTION = "loss-over-all-units"
LOSES = ["loss-test-value"]


def training_loss(model, x, y, t_forcing):
    Z = process_sequence_using_STF(model, x, t_forcing)
    return torch.mean((Z - y) ** 2)
