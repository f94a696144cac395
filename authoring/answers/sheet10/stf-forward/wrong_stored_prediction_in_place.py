"""Forcing writes into the very tensor that was stored one step before."""

import torch

MISCONCEPTION = "corrects-stored-prediction"
LOSES = ["stf-test-schedule", "stf-test-replace"]


def process_sequence_using_STF(model, x, t_forcing):
    T, B, N = x.shape
    z = torch.zeros(B, model.M)
    Z = []
    for t in range(T):
        if t % t_forcing == 0:
            z[:, :N] = x[t]
        z = model(z)
        Z.append(z)
    return torch.stack(Z)
