"""T + 1 rows, the initial state first."""

import torch

MISCONCEPTION = "initial-state-included"
LOSES = ["generate-test-start", "generate-test-free"]


def generate_orbit(model, x0, T):
    z = torch.zeros(model.M)
    z[: model.N] = x0
    states = [z]
    for _ in range(T):
        states.append(model(states[-1]))
    return torch.stack(states)
