"""The zero state stands in front."""

import torch

MISCONCEPTION = "wrong-number-of-rows"
DESCRIPTION = "Z has not one row for each row of x."
HINT = "T inputs, T steps, T results. Does the state that you start with belong to the results? Is a step left out?"
LOSES = ["stf-test-shape", "stf-test-schedule", "stf-test-replace"]


def process_sequence_using_STF(model, x, t_forcing):
    T, B, N = x.shape
    Z = [torch.zeros(B, model.M)]
    for t in range(T):
        z = Z[-1]
        if t % t_forcing == 0:
            z = torch.cat([x[t], z[:, N:]], dim=1)
        Z.append(model(z))
    return torch.stack(Z)
