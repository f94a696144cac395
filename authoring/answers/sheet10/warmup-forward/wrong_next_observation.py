"""Forces with x[t + 1]."""

import torch

MISCONCEPTION = "forces-with-next"
DESCRIPTION = "the reset units get a later observation than x[t]."
HINT = "Z[k] is compared with the observation after x[t_warmup + k]. What may the network have seen by then?"
LOSES = ["warmup-test-run"]


def process_sequence_with_warmup(model, x, t_forcing, t_warmup):
    T, B, N = x.shape
    z = torch.zeros(B, model.M)
    Z = []
    for t in range(T):
        if t < t_warmup or (t - t_warmup) % t_forcing == 0:
            z = torch.cat([x[min(t + 1, T - 1)], z[:, N:]], dim=1)
        z = model(z)
        if t >= t_warmup:
            Z.append(z)
    return torch.stack(Z)
