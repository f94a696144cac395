"""Right run, stacked along the second axis."""

import torch

MISCONCEPTION = "returns-batch-first"
DESCRIPTION = "the run is right, but Z has the shape (B, T - t_warmup, M): time has to come first."
HINT = "Along which axis are the states joined?"
LOSES = ["warmup-test-run"]


def process_sequence_with_warmup(model, x, t_forcing, t_warmup):
    T, B, N = x.shape
    z = torch.zeros(B, model.M)
    Z = []
    for t in range(T):
        if t < t_warmup or (t - t_warmup) % t_forcing == 0:
            z = torch.cat([x[t], z[:, N:]], dim=1)
        z = model(z)
        if t >= t_warmup:
            Z.append(z)
    return torch.stack(Z, dim=1)
