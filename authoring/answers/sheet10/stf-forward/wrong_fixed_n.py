"""N = 3 stands in the code."""

import torch

MISCONCEPTION = "fixed-n"
DESCRIPTION = "the code works for three observed variables only."
HINT = "A number of this sheet stands in your code where the shape of x should decide."
LOSES = ["stf-test-shape", "stf-test-schedule", "stf-test-replace", "stf-test-gradient"]


def process_sequence_using_STF(model, x, t_forcing):
    T, B, _ = x.shape
    z = torch.zeros(B, model.M)
    Z = []
    for t in range(T):
        if t % t_forcing == 0:
            z = torch.cat([x[t], z[:, 3:]], dim=1)
        z = model(z)
        Z.append(z)
    return torch.stack(Z)
