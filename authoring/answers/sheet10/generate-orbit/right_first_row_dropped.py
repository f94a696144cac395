"""Keeps the initial state as row 0 of T + 1, and drops it at the end."""

import torch


def generate_orbit(model, x0, T):
    Z = torch.zeros(T + 1, model.M)
    Z[0, : model.N] = x0
    for t in range(T):
        Z[t + 1] = model(Z[t]).detach()
    return Z[1:]
