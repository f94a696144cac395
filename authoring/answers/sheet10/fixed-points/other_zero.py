"""Zeros, of the right shape."""

import torch

LOSES = ["fixed-test-point", "fixed-test-none"]


def fixed_point(model, z, rounds=100):
    return torch.zeros_like(z)
