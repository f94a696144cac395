"""Forces with x[t + 1] and runs out of data at a forced last step."""

import torch

MISCONCEPTION = "forces-with-next"
LOSES = ["stf-test-shape", "stf-test-schedule", "stf-test-replace"]


def process_sequence_using_STF(model, x, t_forcing):
    T, B, N = x.shape
    z = torch.zeros(B, model.M)
    Z = torch.empty(T, B, model.M)
    for t in range(T):
        if t % t_forcing == 0:
            z = torch.cat((x[t + 1], z[:, N:]), 1)
        z = model(z)
        Z[t] = z
    return Z
