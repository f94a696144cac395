"""Returns the observed units alone."""

import torch

MISCONCEPTION = "returns-read-out"
DESCRIPTION = "only the read-out units are returned."
HINT = "How many columns should Z have, and what would the next notebook miss?"
LOSES = ["generate-test-start", "generate-test-free"]


def generate_orbit(model, x0, T):
    z = torch.zeros(model.M)
    z[: model.N] = x0
    states = []
    for _ in range(T):
        z = model(z)
        states.append(z[: model.N])
    return torch.stack(states)
