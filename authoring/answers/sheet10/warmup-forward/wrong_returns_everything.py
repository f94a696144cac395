"""Returns the warm-up too."""

import torch

MISCONCEPTION = "warmup-returned"
DESCRIPTION = "the states of the warm-up are returned, too."
HINT = "How long is the result if T = 150 and t_warmup = 50?"
LOSES = ["warmup-test-run"]


def process_sequence_with_warmup(model, x, t_forcing, t_warmup):
    T, B, N = x.shape
    z = torch.zeros(B, model.M)
    Z = []
    for t in range(T):
        if t < t_warmup or (t - t_warmup) % t_forcing == 0:
            z = torch.cat([x[t], z[:, N:]], dim=1)
        z = model(z)
        Z.append(z)
    return torch.stack(Z)
