"""Returns one."""

import torch

LOSES = ["warmup-loss-test-value"]


def warmup_loss(model, x, y, t_forcing, t_warmup):
    return torch.ones(())
