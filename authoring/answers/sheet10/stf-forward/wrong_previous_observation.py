"""Forces with x[t - 1]; at t = 0 that is the last one."""

import torch

MISCONCEPTION = "forces-with-previous"
DESCRIPTION = "the forced units get the observation before x[t]; at t = 0 Python's x[-1] is the last one of all."
HINT = "At time t the state stands beside the observation of the same time. Write both indices side by side for t = 0."
LOSES = ["stf-test-schedule", "stf-test-replace"]


def process_sequence_using_STF(model, x, t_forcing):
    T, B, N = x.shape
    z = torch.zeros(B, model.M)
    Z = []
    for t in range(T):
        if t % t_forcing == 0:
            z = torch.cat([x[t - 1], z[:, N:]], dim=1)
        z = model(z)
        Z.append(z)
    return torch.stack(Z)
