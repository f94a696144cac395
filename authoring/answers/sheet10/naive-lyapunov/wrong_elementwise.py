"""Multiplies entry by entry."""

import math

import torch
from torch.autograd.functional import jacobian

from sheet_utils.lyapunov import spectral_norm

MISCONCEPTION = "elementwise-product"
DESCRIPTION = "the Jacobians are multiplied entry by entry."
HINT = "Which operator is the matrix product?"
LOSES = ["naive-test-norms"]


def naive_max_lyapunov_exponent(model, z1, T):
    product = torch.ones(len(z1), len(z1))
    norms = torch.full((T,), math.inf)
    z = z1
    for r in range(T):
        product = jacobian(model, z) * product
        norm = spectral_norm(product)
        if not math.isfinite(norm):
            break
        norms[r] = norm
        z = model(z).detach()
    return math.log(norms[-1]) / T, norms
