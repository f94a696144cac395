"""Makes a set of forced times first, and forces in place on a clone."""

import torch


def process_sequence_with_warmup(model, x, t_forcing, t_warmup):
    T, B, N = x.shape
    forced = {*range(t_warmup), *range(t_warmup, T, t_forcing)}
    z = torch.zeros(B, model.M)
    Z = torch.empty(T - t_warmup, B, model.M)
    for t in range(T):
        if t in forced:
            z = z.clone()
            z[:, :N] = x[t]
        z = model(z)
        if t >= t_warmup:
            Z[t - t_warmup] = z
    return Z
