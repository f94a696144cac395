"""No forcing at t = t_warmup."""

import torch

MISCONCEPTION = "not-forced-at-warmup-end"
DESCRIPTION = "there is no reset at t = t_warmup."
HINT = "Zero is a multiple of every number. What is t - t_warmup at the first step of the sparse phase?"
LOSES = ["warmup-test-run"]


def process_sequence_with_warmup(model, x, t_forcing, t_warmup):
    T, B, N = x.shape
    z = torch.zeros(B, model.M)
    Z = []
    for t in range(T):
        if t < t_warmup or (t > t_warmup and (t - t_warmup) % t_forcing == 0):
            z = torch.cat([x[t], z[:, N:]], dim=1)
        z = model(z)
        if t >= t_warmup:
            Z.append(z)
    return torch.stack(Z)
