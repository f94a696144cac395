"""Clears the hidden units."""

import torch

MISCONCEPTION = "hidden-units-zeroed"
DESCRIPTION = "the hidden units are set to zero at every step."
HINT = "Which units is there an observation for? What should become of the others?"
LOSES = ["gtf-test-run"]


def process_sequence_using_GTF(model, x, alpha):
    T, B, N = x.shape
    z = torch.zeros(B, model.M)
    states = []
    for t in range(T):
        strength = alpha if t > 0 else 1.0
        mixed = strength * x[t] + (1 - strength) * z[:, :N]
        z = torch.cat([mixed, torch.zeros(B, model.M - N)], dim=1)
        z = model(z)
        states.append(z)
    return torch.stack(states)
