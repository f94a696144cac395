"""Returns one."""

import torch

LOSES = ["loss-test-value"]


def training_loss(model, x, y, t_forcing):
    return torch.ones(())
