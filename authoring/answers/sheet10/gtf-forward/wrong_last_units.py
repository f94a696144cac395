"""Mixes the last units."""

import torch

MISCONCEPTION = "mixes-last-units"
DESCRIPTION = "the observation is mixed into the last N units; the read-out is the first N."
HINT = "Which end of the state does the network read out?"
LOSES = ["gtf-test-run"]


def process_sequence_using_GTF(model, x, alpha):
    T, B, N = x.shape
    z = torch.zeros(B, model.M)
    states = []
    for t in range(T):
        strength = alpha if t > 0 else 1.0
        mixed = strength * x[t] + (1 - strength) * z[:, -N:]
        z = torch.cat([z[:, :-N], mixed], dim=1)
        z = model(z)
        states.append(z)
    return torch.stack(states)
