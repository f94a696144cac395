"""Every step starts from the initial state."""

import torch

MISCONCEPTION = "state-not-kept"
DESCRIPTION = "every row is the first step again, because the new state is not carried on."
HINT = "What does the second call of the model in your loop start from?"
LOSES = ["generate-test-free"]


def generate_orbit(model, x0, T):
    z = torch.zeros(model.M)
    z[: model.N] = x0
    return torch.stack([model(z) for _ in range(T)])
