"""Adds alpha x without damping z."""

import torch

MISCONCEPTION = "own-state-not-damped"
DESCRIPTION = "the observation is added without taking anything away from the network's own state."
HINT = "The two weights should add up to 1."
LOSES = ["gtf-test-run"]


def process_sequence_using_GTF(model, x, alpha):
    T, B, N = x.shape
    z = torch.zeros(B, model.M)
    states = []
    for t in range(T):
        strength = alpha if t > 0 else 1.0
        mixed = strength * x[t] + z[:, :N]
        z = torch.cat([mixed, z[:, N:]], dim=1)
        z = model(z)
        states.append(z)
    return torch.stack(states)
