"""Mixes with a mask of zeros and ones."""

import torch


def process_sequence_using_STF(model, x, t_forcing):
    T, B, N = x.shape
    mask = torch.zeros(model.M)
    mask[:N] = 1
    z = torch.zeros(B, model.M)
    out = []
    for t, x_t in enumerate(x):
        full = torch.nn.functional.pad(x_t, (0, model.M - N))
        on = float(t in range(0, T, t_forcing))
        z = model(z + on * mask * (full - z))
        out.append(z)
    return torch.stack(out, 0)
