"""Swaps the two numbers."""

import torch

MISCONCEPTION = "swaps-interval-and-warmup"
DESCRIPTION = "t_forcing and t_warmup are swapped."
HINT = "Which of the two numbers is an interval, and which a length?"
LOSES = ["warmup-test-run"]


def process_sequence_with_warmup(model, x, t_forcing, t_warmup):
    t_forcing, t_warmup = max(t_warmup, 1), t_forcing
    T, B, N = x.shape
    z = torch.zeros(B, model.M)
    Z = []
    for t in range(T):
        if t < t_warmup or (t - t_warmup) % t_forcing == 0:
            z = torch.cat([x[t], z[:, N:]], dim=1)
        z = model(z)
        if t >= t_warmup:
            Z.append(z)
    return torch.stack(Z) if Z else torch.zeros(0, B, model.M)
