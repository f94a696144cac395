"""Stores the norm before the new factor is in."""

import math

import torch
from torch.autograd.functional import jacobian

from sheet_utils.lyapunov import spectral_norm

MISCONCEPTION = "norm-one-factor-short"
DESCRIPTION = "each norm is one factor short: norms[0] is that of the identity."
HINT = "How many Jacobians are in the product whose norm stands in norms[0]?"
LOSES = ["naive-test-norms"]


def naive_max_lyapunov_exponent(model, z1, T):
    product = torch.eye(len(z1))
    norms = torch.full((T,), math.inf)
    z = z1
    for r in range(T):
        norm = spectral_norm(product)
        if not math.isfinite(norm):
            break
        norms[r] = norm
        product = jacobian(model, z) @ product
        z = model(z).detach()
    return math.log(norms[-1]) / T, norms
