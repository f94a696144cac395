"""Forces during the first tau steps."""

import torch

MISCONCEPTION = "forces-the-first-interval"
DESCRIPTION = "the network is forced throughout the first t_forcing steps and then runs freely."
HINT = "t_forcing is the distance between two forcings, not the length of a phase. Remainder or quotient?"
LOSES = ["stf-test-schedule", "stf-test-replace"]


def process_sequence_using_STF(model, x, t_forcing):
    T, B, N = x.shape
    z = torch.zeros(B, model.M)
    Z = []
    for t in range(T):
        if t < t_forcing:
            z = torch.cat([x[t], z[:, N:]], dim=1)
        z = model(z)
        Z.append(z)
    return torch.stack(Z)
