"""Always gives up."""

import torch

LOSES = ["fixed-test-point", "fixed-test-none"]


def fixed_point(model, z, rounds=100):
    return torch.full_like(z, float("nan"))
