"""The observation goes into the last N units."""

import torch

MISCONCEPTION = "wrong-units"
DESCRIPTION = "the observation is put into the last N units."
HINT = "Which units does the model read out?"
LOSES = ["generate-test-start"]


def generate_orbit(model, x0, T):
    z = torch.zeros(model.M)
    z[-model.N :] = x0
    states = []
    for _ in range(T):
        z = model(z)
        states.append(z)
    return torch.stack(states)
