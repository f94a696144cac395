"""Cuts the graph every 25 steps."""

import torch

MISCONCEPTION = "wrong-gradient"
DESCRIPTION = "the result is right, but the gradient does not pass through every step that made it."
HINT = "What takes a value out of the graph, or builds a new tensor out of plain numbers?"
LOSES = ["warmup-test-run"]


def process_sequence_with_warmup(model, x, t_forcing, t_warmup):
    T, B, N = x.shape
    z = torch.zeros(B, model.M)
    Z = []
    for t in range(T):
        if t > 0 and t % 25 == 0:
            z = z.detach()
        if t < t_warmup or (t - t_warmup) % t_forcing == 0:
            z = torch.cat([x[t], z[:, N:]], dim=1)
        z = model(z)
        if t >= t_warmup:
            Z.append(z)
    return torch.stack(Z)
