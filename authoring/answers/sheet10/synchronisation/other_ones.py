"""Ones of the right shape."""

import torch

LOSES = ["sync-test-value"]


def synchronisation(model, x, z, z_other):
    return torch.ones(len(x))
