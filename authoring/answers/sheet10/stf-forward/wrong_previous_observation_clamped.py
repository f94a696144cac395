"""Forces with x[t - 1], and with x[0] at t = 0."""

import torch

MISCONCEPTION = "forces-with-previous"
LOSES = ["stf-test-schedule"]


def process_sequence_using_STF(model, x, t_forcing):
    T, B, N = x.shape
    z = torch.zeros(B, model.M)
    Z = []
    for t in range(T):
        if t % t_forcing == 0:
            z = torch.cat([x[max(t - 1, 0)], z[:, N:]], dim=1)
        z = model(z)
        Z.append(z)
    return torch.stack(Z)
