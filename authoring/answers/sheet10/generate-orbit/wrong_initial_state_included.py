"""Row 0 is the initial state."""

import torch

MISCONCEPTION = "initial-state-included"
DESCRIPTION = "the first row is the initial state itself, not the state one step after it."
HINT = "Which time does the docstring give to row 0, and what does your loop do first: store or step?"
LOSES = ["generate-test-start"]


def generate_orbit(model, x0, T):
    z = torch.zeros(model.M)
    z[: model.N] = x0
    states = []
    for _ in range(T):
        states.append(z)
        z = model(z)
    return torch.stack(states)
