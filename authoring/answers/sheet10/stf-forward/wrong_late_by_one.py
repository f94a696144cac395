"""Counts t % tau == 1."""

import torch

MISCONCEPTION = "forces-one-step-late"
DESCRIPTION = "the forcings come one step late: at 1, tau + 1, 2 tau + 1 and so on."
HINT = "Write down for t_forcing = 3 at which t your condition holds, starting with t = 0."
LOSES = ["stf-test-schedule", "stf-test-replace"]


def process_sequence_using_STF(model, x, t_forcing):
    T, B, N = x.shape
    z = torch.zeros(B, model.M)
    Z = []
    for t in range(T):
        if t % t_forcing == 1:
            z = torch.cat([x[t], z[:, N:]], dim=1)
        z = model(z)
        Z.append(z)
    return torch.stack(Z)
