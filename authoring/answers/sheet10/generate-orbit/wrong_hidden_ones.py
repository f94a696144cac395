"""The hidden units begin at one."""

import torch

MISCONCEPTION = "hidden-not-zero"
DESCRIPTION = "the hidden units do not begin at zero."
HINT = "What does the exercise ask the units beyond N to be before the first step?"
LOSES = ["generate-test-start"]


def generate_orbit(model, x0, T):
    z = torch.cat([x0, torch.ones(model.M - model.N)])
    states = []
    for _ in range(T):
        z = model(z)
        states.append(z)
    return torch.stack(states)
