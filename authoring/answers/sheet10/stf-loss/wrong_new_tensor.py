"""Builds a new tensor that wants a gradient."""

import torch

MISCONCEPTION = "loss-without-graph"
LOSES = ["loss-test-value"]


def training_loss(model, x, y, t_forcing):
    Z = process_sequence_using_STF(model, x, t_forcing)
    return torch.tensor(((Z[..., : model.N] - y) ** 2).mean().item(), requires_grad=True)
