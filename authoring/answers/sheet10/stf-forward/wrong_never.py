"""Computes the forced state and then steps from the other one."""

import torch

MISCONCEPTION = "never-forces"
DESCRIPTION = "the observations have no effect at all: the network runs freely from zero."
HINT = "Follow one number of x through your code. Does it ever reach the state that goes into the model?"
LOSES = ["stf-test-schedule", "stf-test-replace"]


def process_sequence_using_STF(model, x, t_forcing):
    T, B, N = x.shape
    z = torch.zeros(B, model.M)
    Z = []
    for t in range(T):
        if t % t_forcing == 0:
            torch.cat([x[t], z[:, N:]], dim=1)
        z = model(z)
        Z.append(z)
    return torch.stack(Z)
