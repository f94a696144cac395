"""Only the read-out is carried to the next step."""

import torch

MISCONCEPTION = "hidden-units-forgotten"
DESCRIPTION = "the hidden units are set to zero before every step, so only the read-out is carried on."
HINT = "After the first step the network has a state of its own. Which part of it does your next step start from?"
LOSES = ["generate-test-free"]


def generate_orbit(model, x0, T):
    states, x = [], x0
    for _ in range(T):
        z = model(torch.cat([x, torch.zeros(model.M - model.N)]))
        states.append(z)
        x = z[: model.N]
    return torch.stack(states)
