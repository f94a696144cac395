"""Hidden units at one, and forgotten at every step."""

import torch

LOSES = ["generate-test-start", "generate-test-free"]


def generate_orbit(model, x0, T):
    states, x = [], x0
    for _ in range(T):
        z = model(torch.cat([x, torch.ones(model.M - model.N)]))
        states.append(z)
        x = z[: model.N]
    return torch.stack(states)
