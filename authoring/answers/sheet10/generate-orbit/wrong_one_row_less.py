"""T - 1 rows."""

import torch

MISCONCEPTION = "one-row-less"
DESCRIPTION = "the orbit ends one step early."
HINT = "How many times does your loop call the model when T is 2?"
LOSES = ["generate-test-start", "generate-test-free"]


def generate_orbit(model, x0, T):
    z = torch.zeros(model.M)
    z[: model.N] = x0
    states = []
    for _ in range(1, T):
        z = model(z)
        states.append(z)
    return torch.stack(states)
