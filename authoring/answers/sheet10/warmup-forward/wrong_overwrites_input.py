"""Keeps its predictions in x."""

import torch

MISCONCEPTION = "changes-arguments"
DESCRIPTION = "the result is right, but the function overwrites its argument."
HINT = "Whoever calls it goes on with the changed values. On what could you work instead?"
LOSES = ["warmup-test-run"]


def process_sequence_with_warmup(model, x, t_forcing, t_warmup):
    T, B, N = x.shape
    z = torch.zeros(B, model.M)
    Z = []
    for t in range(T):
        if t < t_warmup or (t - t_warmup) % t_forcing == 0:
            z = torch.cat([x[t], z[:, N:]], dim=1)
        z = model(z)
        x[t] = z[:, :N].detach()
        if t >= t_warmup:
            Z.append(z)
    return torch.stack(Z)
