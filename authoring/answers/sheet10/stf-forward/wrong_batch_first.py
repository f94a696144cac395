"""Takes the first axis of x for the batch."""

import torch

MISCONCEPTION = "batch-first"
DESCRIPTION = "time and batch are mixed up: here the first axis of x is time, the second the batch."
HINT = "x has the shape (T, B, N). What does x[t] stand for, and what x[:, t]?"
LOSES = ["stf-test-schedule", "stf-test-replace"]


def process_sequence_using_STF(model, x, t_forcing):
    B, T, N = x.shape
    z = torch.zeros(B, model.M)
    Z = []
    for t in range(T):
        if t % t_forcing == 0:
            z = torch.cat([x[:, t], z[:, N:]], dim=1)
        z = model(z)
        Z.append(z)
    return torch.stack(Z, dim=1)
