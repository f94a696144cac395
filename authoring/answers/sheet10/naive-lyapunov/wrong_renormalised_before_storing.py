"""Stores ones."""

import math

import torch
from torch.autograd.functional import jacobian

from sheet_utils.lyapunov import spectral_norm

MISCONCEPTION = "norms-after-renormalising"
LOSES = ["naive-test-norms", "naive-test-overflow"]


def naive_max_lyapunov_exponent(model, z1, T):
    product = torch.eye(len(z1))
    norms = torch.full((T,), math.inf)
    z, log_norm = z1, 0.0
    for r in range(T):
        product = jacobian(model, z) @ product
        norm = spectral_norm(product)
        log_norm += math.log(norm)
        product = product / norm
        norms[r] = spectral_norm(product)
        z = model(z).detach()
    return log_norm / T, norms
