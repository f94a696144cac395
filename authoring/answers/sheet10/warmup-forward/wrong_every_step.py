"""Forces throughout."""

import torch

MISCONCEPTION = "forces-every-step"
DESCRIPTION = "the network is reset at every step, after the warm-up too."
HINT = "At which steps should the network run freely?"
LOSES = ["warmup-test-run"]


def process_sequence_with_warmup(model, x, t_forcing, t_warmup):
    T, B, N = x.shape
    z = torch.zeros(B, model.M)
    Z = []
    for t in range(T):
        if True:
            z = torch.cat([x[t], z[:, N:]], dim=1)
        z = model(z)
        if t >= t_warmup:
            Z.append(z)
    return torch.stack(Z)
