"""Two steps per row."""

import torch

MISCONCEPTION = "steps-twice"
DESCRIPTION = "two steps are made for every row."
HINT = "How many times is the model called for T rows?"
LOSES = ["generate-test-start", "generate-test-free"]


def generate_orbit(model, x0, T):
    z = torch.zeros(model.M)
    z[: model.N] = x0
    states = []
    for _ in range(T):
        z = model(model(z))
        states.append(z)
    return torch.stack(states)
