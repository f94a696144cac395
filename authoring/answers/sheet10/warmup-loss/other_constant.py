"""Returns one."""

import torch

LOSES = ["warmup-loss-test-value", "warmup-loss-test-gradient"]


def warmup_loss(model, x, y, t_forcing, t_warmup):
    return torch.ones(())
