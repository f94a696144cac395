"""A tensor."""

import torch


def backward_orbit(r, symbols, x_end):
    X = torch.empty(len(symbols) + 1, dtype=torch.float64)
    X[-1] = x_end
    for t in range(len(symbols) - 1, -1, -1):
        root = torch.sqrt(1 - 4 * X[t + 1] / r)
        X[t] = (1 + root) / 2 if symbols[t] else (1 - root) / 2
    return X
