"""Runs each sequence by itself."""

import torch


def process_sequence_with_warmup(model, x, t_forcing, t_warmup):
    T, B, N = x.shape
    runs = []
    for b in range(B):
        z, run = torch.zeros(model.M), []
        for t in range(T):
            if t < t_warmup or (t - t_warmup) % t_forcing == 0:
                z = torch.cat([x[t, b], z[N:]])
            z = model(z)
            run.append(z)
        runs.append(torch.stack(run[t_warmup:]))
    return torch.stack(runs, dim=1)
