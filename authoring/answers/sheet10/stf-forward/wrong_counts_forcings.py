"""The n-th forcing takes the n-th observation."""

import torch

MISCONCEPTION = "counts-forcings"
DESCRIPTION = "the n-th forcing takes the n-th observation instead of the one at time n tau."
HINT = "x is indexed by time. What time is it at the second forcing?"
LOSES = ["stf-test-schedule"]


def process_sequence_using_STF(model, x, t_forcing):
    T, B, N = x.shape
    z = torch.zeros(B, model.M)
    Z = []
    for t in range(T):
        if t % t_forcing == 0:
            z = torch.cat([x[t // t_forcing], z[:, N:]], dim=1)
        z = model(z)
        Z.append(z)
    return torch.stack(Z)
