"""Runs each sequence by itself."""

import torch


def process_sequence_using_GTF(model, x, alpha):
    T, B, N = x.shape
    runs = []
    for b in range(B):
        z, run = torch.cat([x[0, b], torch.zeros(model.M - N)]), []
        for t in range(T):
            if t:
                z = torch.cat([z[:N] + alpha * (x[t, b] - z[:N]), z[N:]])
            z = model(z)
            run.append(z)
        runs.append(torch.stack(run))
    return torch.stack(runs, dim=1)
