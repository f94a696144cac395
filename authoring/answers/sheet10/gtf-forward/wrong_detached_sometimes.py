"""Cuts the graph every 25 steps."""

import torch

MISCONCEPTION = "wrong-gradient"
DESCRIPTION = "the result is right, but the gradient does not pass through every step that made it."
HINT = "What takes a value out of the graph, or builds a new tensor out of plain numbers?"
LOSES = ["gtf-test-run"]


def process_sequence_using_GTF(model, x, alpha):
    T, B, N = x.shape
    z = torch.zeros(B, model.M)
    states = []
    for t in range(T):
        z = z.detach() if t % 25 == 0 else z
        strength = alpha if t > 0 else 1.0
        mixed = strength * x[t] + (1 - strength) * z[:, :N]
        z = torch.cat([mixed, z[:, N:]], dim=1)
        z = model(z)
        states.append(z)
    return torch.stack(states)
