"""Runs each sequence of the batch by itself."""

import torch


def process_sequence_using_STF(model, x, t_forcing):
    T, B, N = x.shape
    runs = []
    for b in range(B):
        z, run = torch.zeros(model.M), []
        for t in range(T):
            if t % t_forcing == 0:
                z = torch.cat([x[t, b], z[N:]])
            z = model(z)
            run.append(z)
        runs.append(torch.stack(run))
    return torch.stack(runs, dim=1)
