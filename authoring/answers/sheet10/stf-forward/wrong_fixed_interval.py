"""The sheet's tau = 16 stands in the code."""

import torch

MISCONCEPTION = "fixed-interval"
DESCRIPTION = "the forcing interval is 16 whatever t_forcing says."
HINT = "A number of this sheet stands in your code where an argument should."
LOSES = ["stf-test-schedule"]


def process_sequence_using_STF(model, x, t_forcing):
    T, B, N = x.shape
    z = torch.zeros(B, model.M)
    Z = []
    for t in range(T):
        if t % 16 == 0:
            z = torch.cat([x[t], z[:, N:]], dim=1)
        z = model(z)
        Z.append(z)
    return torch.stack(Z)
