"""Returns the state at the end."""

import torch

MISCONCEPTION = "returns-last-state"
DESCRIPTION = "only the last state is returned."
HINT = "Where do the states on the way go?"
LOSES = ["generate-test-start", "generate-test-free"]


def generate_orbit(model, x0, T):
    z = torch.zeros(model.M)
    z[: model.N] = x0
    for _ in range(T):
        z = model(z)
    return z
