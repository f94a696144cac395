"""Forces the last N units."""

import torch

MISCONCEPTION = "forces-last-units"
DESCRIPTION = "the observation goes into the last units; it is the first N that are read out."
HINT = "Which end of the state is compared with the data?"
LOSES = ["warmup-test-run"]


def process_sequence_with_warmup(model, x, t_forcing, t_warmup):
    T, B, N = x.shape
    z = torch.zeros(B, model.M)
    Z = []
    for t in range(T):
        if t < t_warmup or (t - t_warmup) % t_forcing == 0:
            z = torch.cat([z[:, :-N], x[t]], dim=1)
        z = model(z)
        if t >= t_warmup:
            Z.append(z)
    return torch.stack(Z)
