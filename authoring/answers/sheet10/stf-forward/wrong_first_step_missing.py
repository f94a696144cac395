"""Starts at the second observation."""

import torch

MISCONCEPTION = "wrong-number-of-rows"
LOSES = ["stf-test-shape", "stf-test-schedule", "stf-test-replace"]


def process_sequence_using_STF(model, x, t_forcing):
    T, B, N = x.shape
    z = torch.cat([x[0], torch.zeros(B, model.M - N)], dim=1)
    Z = []
    for t in range(1, T):
        z = model(z)
        if t % t_forcing == 0:
            z = torch.cat([x[t], z[:, N:]], dim=1)
        Z.append(z)
    return torch.stack(Z)
