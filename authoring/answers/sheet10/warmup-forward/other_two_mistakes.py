"""Clock from zero, and hidden units lost at a forcing."""

import torch

LOSES = ["warmup-test-run"]


def process_sequence_with_warmup(model, x, t_forcing, t_warmup):
    T, B, N = x.shape
    z = torch.zeros(B, model.M)
    Z = []
    for t in range(T):
        if t < t_warmup or t % t_forcing == 0:
            z = torch.cat([x[t], torch.zeros(B, model.M - N)], dim=1)
        z = model(z)
        if t >= t_warmup:
            Z.append(z)
    return torch.stack(Z)
