"""Stores the state before it is forced and stepped."""

import torch

MISCONCEPTION = "stores-state-before-step"
LOSES = ["stf-test-schedule", "stf-test-replace"]


def process_sequence_using_STF(model, x, t_forcing):
    T, B, N = x.shape
    z = torch.zeros(B, model.M)
    Z = []
    for t in range(T):
        Z.append(z)
        if t % t_forcing == 0:
            z = torch.cat([x[t], z[:, N:]], dim=1)
        z = model(z)
    return torch.stack(Z)
