"""Returns the warm-up."""

import torch

MISCONCEPTION = "returns-the-warmup"
DESCRIPTION = "the warm-up is returned, and the rest left out."
HINT = "Which part of the run do you want to train on?"
LOSES = ["warmup-test-run"]


def process_sequence_with_warmup(model, x, t_forcing, t_warmup):
    T, B, N = x.shape
    z = torch.zeros(B, model.M)
    Z = []
    for t in range(T):
        if t < t_warmup or (t - t_warmup) % t_forcing == 0:
            z = torch.cat([x[t], z[:, N:]], dim=1)
        z = model(z)
        if t < t_warmup:
            Z.append(z)
    return torch.stack(Z) if Z else torch.zeros(0, B, model.M)
