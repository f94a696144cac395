"""Stores the state that goes into the step."""

import torch

MISCONCEPTION = "stores-state-before-step"
DESCRIPTION = "Z[k] is the state before the step: the prediction comes one row late."
HINT = "Z[k] is compared with the observation after x[t_warmup + k]. Which state is a prediction of it?"
LOSES = ["warmup-test-run"]


def process_sequence_with_warmup(model, x, t_forcing, t_warmup):
    T, B, N = x.shape
    z = torch.zeros(B, model.M)
    Z = []
    for t in range(T):
        if t < t_warmup or (t - t_warmup) % t_forcing == 0:
            z = torch.cat([x[t], z[:, N:]], dim=1)
        if t >= t_warmup:
            Z.append(z)
        z = model(z)
    return torch.stack(Z)
