"""Counts time from 1."""

import torch

MISCONCEPTION = "forces-one-step-early"
DESCRIPTION = "the forcings come one step early: at tau - 1, 2 tau - 1 and so on, as if time were counted from 1."
HINT = "Time starts at 0 here. Write down for t_forcing = 3 at which rows of x your condition holds."
LOSES = ["stf-test-schedule"]


def process_sequence_using_STF(model, x, t_forcing):
    T, B, N = x.shape
    z = torch.zeros(B, model.M)
    Z = []
    for t in range(1, T + 1):
        if t % t_forcing == 0:
            z = torch.cat([x[t - 1], z[:, N:]], dim=1)
        z = model(z)
        Z.append(z)
    return torch.stack(Z)
