"""Jacobians by coarse finite differences."""

import math

import torch

from sheet_utils.lyapunov import spectral_norm

LOSES = ["naive-test-norms"]


def naive_max_lyapunov_exponent(model, z1, T):
    product = torch.eye(len(z1))
    norms = torch.full((T,), math.inf)
    z = z1
    for r in range(T):
        J = torch.stack([(model(z + 0.1 * e) - model(z)) / 0.1 for e in torch.eye(len(z))], dim=1).detach()
        product = J @ product
        norm = spectral_norm(product)
        if not math.isfinite(norm):
            break
        norms[r] = norm
        z = model(z).detach()
    return math.log(norms[-1]) / T, norms
