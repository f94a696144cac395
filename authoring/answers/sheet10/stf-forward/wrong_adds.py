"""Adds the observation to the units."""

import torch

MISCONCEPTION = "adds-instead-of-replacing"
DESCRIPTION = "the observation is mixed with what the units held before, instead of replacing it."
HINT = "After a forcing the first N units are the observation, and nothing of their old value is left."
LOSES = ["stf-test-replace"]


def process_sequence_using_STF(model, x, t_forcing):
    T, B, N = x.shape
    z = torch.zeros(B, model.M)
    Z = []
    for t in range(T):
        if t % t_forcing == 0:
            z = torch.cat([z[:, :N] + x[t], z[:, N:]], dim=1)
        z = model(z)
        Z.append(z)
    return torch.stack(Z)
