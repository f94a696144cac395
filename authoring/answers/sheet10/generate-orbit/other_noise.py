"""Adds a little noise at every step."""

import torch

LOSES = ["generate-test-start", "generate-test-free"]


def generate_orbit(model, x0, T):
    z = torch.zeros(model.M)
    z[: model.N] = x0
    states = []
    for _ in range(T):
        z = model(z) + 0.01 * torch.randn(model.M)
        states.append(z)
    return torch.stack(states)
