"""Writes into a clone."""

import torch


def process_sequence_using_GTF(model, x, alpha):
    T, B, N = x.shape
    z = torch.zeros(B, model.M)
    Z = torch.empty(T, B, model.M)
    for t in range(T):
        forced = z.clone()
        forced[:, :N] = x[t] if t == 0 else forced[:, :N] * (1 - alpha) + x[t] * alpha
        z = model(forced)
        Z[t] = z
    return Z
