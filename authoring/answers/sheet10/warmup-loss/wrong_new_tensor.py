"""Builds a new tensor that wants a gradient."""

import torch

MISCONCEPTION = "loss-without-graph"
LOSES = ["warmup-loss-test-value"]


def warmup_loss(model, x, y, t_forcing, t_warmup):
    Z = process_sequence_with_warmup(model, x, t_forcing, t_warmup)
    return torch.tensor(((Z[..., : model.N] - y[t_warmup:]) ** 2).mean().item(), requires_grad=True)
