"""Keeps the largest norm so far."""

import math

import torch
from torch.autograd.functional import jacobian

from sheet_utils.lyapunov import spectral_norm

LOSES = ["naive-test-norms"]


def naive_max_lyapunov_exponent(model, z1, T):
    product = torch.eye(len(z1))
    norms = torch.full((T,), math.inf)
    z, largest = z1, 0.0
    for r in range(T):
        product = jacobian(model, z) @ product
        norm = float(spectral_norm(product))
        if not math.isfinite(norm):
            break
        largest = norms[r] = max(largest, norm)
        z = model(z).detach()
    return torch.log(norms[-1]) / T, norms
