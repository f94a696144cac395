"""Starts each step from a detached state."""

import torch

MISCONCEPTION = "detaches-every-step"
DESCRIPTION = "the gradient reaches back one step only."
HINT = "Backpropagation through time has to pass through z. What in your loop stops it?"
LOSES = ["gtf-test-run"]


def process_sequence_using_GTF(model, x, alpha):
    T, B, N = x.shape
    z = torch.zeros(B, model.M)
    states = []
    for t in range(T):
        z = z.detach()
        strength = alpha if t > 0 else 1.0
        mixed = strength * x[t] + (1 - strength) * z[:, :N]
        z = torch.cat([mixed, z[:, N:]], dim=1)
        z = model(z)
        states.append(z)
    return torch.stack(states)
