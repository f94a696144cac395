"""Nothing but zeros of the right shape."""

import torch

LOSES = ["generate-test-start", "generate-test-free"]


def generate_orbit(model, x0, T):
    return torch.zeros(T, model.M)
