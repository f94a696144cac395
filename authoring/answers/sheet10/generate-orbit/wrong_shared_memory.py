"""Every row is the same piece of memory."""

import torch

MISCONCEPTION = "rows-share-memory"
DESCRIPTION = "all rows are the same tensor, which is overwritten at every step."
HINT = "What do the tensors in your list hold after the loop has changed z in place?"
LOSES = ["generate-test-start", "generate-test-free"]


def generate_orbit(model, x0, T):
    z = torch.zeros(model.M)
    z[: model.N] = x0
    states = []
    with torch.no_grad():
        for _ in range(T):
            z.copy_(model(z))
            states.append(z)
    return torch.stack(states)
