"""Returns one."""

import torch

LOSES = ["loss-test-value", "loss-test-gradient"]


def training_loss(model, x, y, t_forcing):
    return torch.ones(())
