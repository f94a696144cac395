"""The states are not put into one tensor."""

import torch

LOSES = ["generate-test-start"]


def generate_orbit(model, x0, T):
    z = torch.zeros(model.M)
    z[: model.N] = x0
    states = []
    for _ in range(T):
        z = model(z).detach()
        states.append(z)
    return states
