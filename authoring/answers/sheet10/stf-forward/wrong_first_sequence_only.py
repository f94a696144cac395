"""All sequences are forced with the first one."""

import torch

MISCONCEPTION = "forces-with-first-sequence"
DESCRIPTION = "every sequence of the batch is forced with the observations of the first."
HINT = "x[t] holds one row per sequence. Does each sequence get its own?"
LOSES = ["stf-test-replace"]


def process_sequence_using_STF(model, x, t_forcing):
    T, B, N = x.shape
    z = torch.zeros(B, model.M)
    Z = []
    for t in range(T):
        if t % t_forcing == 0:
            z = torch.cat([x[t, 0].expand(B, N), z[:, N:]], dim=1)
        z = model(z)
        Z.append(z)
    return torch.stack(Z)
