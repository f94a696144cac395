"""Fills an array that is there from the beginning."""

import torch


def generate_orbit(model, x0, T):
    z = torch.zeros(model.M)
    z[: model.N] = x0
    Z = torch.empty(T, model.M)
    with torch.no_grad():
        for t in range(T):
            z = model(z)
            Z[t] = z
    return Z
