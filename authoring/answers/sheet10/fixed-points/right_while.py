"""A loop with a counter, and a comparison of what comes out of the map."""

import math

import torch


def fixed_point(model, z, rounds=100):
    A, W1, W2, h1, h2 = [p.detach() for p in (model.A, model.W1, model.W2, model.h1, model.h2)]
    k = 0
    while k < rounds:
        k += 1
        active = torch.heaviside(W2 @ z + h2, torch.zeros_like(h2))
        J = torch.diag(A) + W1 @ torch.diag(active) @ W2
        z = torch.linalg.lstsq(torch.eye(len(A), dtype=A.dtype) - J, (W1 @ (active * h2) + h1)[:, None]).solution[:, 0]
        if (model(z).detach() - z).abs().max() < 1e-4:
            return z
    return z + math.nan
