"""Keeps its predictions in x."""

import torch

MISCONCEPTION = "changes-arguments"
DESCRIPTION = "the result is right, but the function overwrites its argument."
HINT = "Whoever calls it goes on with the changed values. On what could you work instead?"
LOSES = ["stf-test-replace"]


def process_sequence_using_STF(model, x, t_forcing):
    T, B, N = x.shape
    z = torch.zeros(B, model.M)
    Z = []
    for t in range(T):
        if t % t_forcing == 0:
            z = torch.cat([x[t], z[:, N:]], dim=1)
        z = model(z)
        x[t] = z[:, :N].detach()
        Z.append(z)
    return torch.stack(Z)
