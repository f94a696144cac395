"""The observation is put back before every step."""

import torch

MISCONCEPTION = "forced-while-generating"
DESCRIPTION = "the observation is put back into the read-out units before every step."
HINT = "How often may a free run look at the data?"
LOSES = ["generate-test-free"]


def generate_orbit(model, x0, T):
    z = torch.zeros(model.M)
    z[: model.N] = x0
    states = []
    for _ in range(T):
        z = model(torch.cat([x0, z[model.N :]]))
        states.append(z)
    return torch.stack(states)
