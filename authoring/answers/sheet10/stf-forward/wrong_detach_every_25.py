"""Cuts the graph every 25 steps, to save memory."""

import torch

MISCONCEPTION = "wrong-gradient"
LOSES = ["stf-test-gradient"]


def process_sequence_using_STF(model, x, t_forcing):
    T, B, N = x.shape
    z = torch.zeros(B, model.M)
    Z = []
    for t in range(T):
        if t > 0 and t % 25 == 0:
            z = z.detach()
        if t % t_forcing == 0:
            z = torch.cat([x[t], z[:, N:]], dim=1)
        z = model(z)
        Z.append(z)
    return torch.stack(Z)
