"""Time is the last axis."""

import torch

MISCONCEPTION = "returns-transposed"
DESCRIPTION = "time is the second axis of the result."
HINT = "Along which axis does your stack put the states?"
LOSES = ["generate-test-start", "generate-test-free"]


def generate_orbit(model, x0, T):
    z = torch.zeros(model.M)
    z[: model.N] = x0
    states = []
    for _ in range(T):
        z = model(z)
        states.append(z)
    return torch.stack(states, dim=1)
