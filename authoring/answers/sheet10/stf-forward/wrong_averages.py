"""Takes the mean of observation and unit."""

import torch

MISCONCEPTION = "adds-instead-of-replacing"
LOSES = ["stf-test-replace"]


def process_sequence_using_STF(model, x, t_forcing):
    T, B, N = x.shape
    z = torch.zeros(B, model.M)
    Z = []
    for t in range(T):
        if t % t_forcing == 0:
            z = torch.cat([0.5 * (z[:, :N] + x[t]), z[:, N:]], dim=1)
        z = model(z)
        Z.append(z)
    return torch.stack(Z)
