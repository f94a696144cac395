"""The first forcing comes at t = tau."""

import torch

MISCONCEPTION = "not-forced-at-zero"
DESCRIPTION = "there is no forcing at t = 0, so the run does not start at the data."
HINT = "Zero is a multiple of every number. What does the network know at the start if it is not told?"
LOSES = ["stf-test-schedule"]


def process_sequence_using_STF(model, x, t_forcing):
    T, B, N = x.shape
    z = torch.zeros(B, model.M)
    Z = []
    for t in range(T):
        if t > 0 and t % t_forcing == 0:
            z = torch.cat([x[t], z[:, N:]], dim=1)
        z = model(z)
        Z.append(z)
    return torch.stack(Z)
