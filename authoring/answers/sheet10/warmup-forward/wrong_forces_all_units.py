"""Repeats the observation over all units."""

import torch

MISCONCEPTION = "forces-all-units"
DESCRIPTION = "all M units are overwritten at a reset step, although only N of them are observed."
HINT = "Which entries of the state is there an observation for?"
LOSES = ["warmup-test-run"]


def process_sequence_with_warmup(model, x, t_forcing, t_warmup):
    T, B, N = x.shape
    z = torch.zeros(B, model.M)
    Z = []
    for t in range(T):
        if t < t_warmup or (t - t_warmup) % t_forcing == 0:
            z = x[t].repeat(1, model.M // N + 1)[:, : model.M]
        z = model(z)
        if t >= t_warmup:
            Z.append(z)
    return torch.stack(Z)
