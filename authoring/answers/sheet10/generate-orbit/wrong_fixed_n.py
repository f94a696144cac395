"""Written for three observed units."""

import torch

MISCONCEPTION = "fixed-n"
DESCRIPTION = "three observed units are taken for granted."
HINT = "Where does the model keep its number of observed units?"
LOSES = ["generate-test-start", "generate-test-free"]


def generate_orbit(model, x0, T):
    z = torch.zeros(model.M)
    z[:3] = x0
    states = []
    for _ in range(T):
        z = model(z)
        states.append(z)
    return torch.stack(states)
