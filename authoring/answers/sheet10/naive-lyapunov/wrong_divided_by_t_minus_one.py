"""Divides by T - 1."""

import math

import torch
from torch.autograd.functional import jacobian

from sheet_utils.lyapunov import spectral_norm

MISCONCEPTION = "wrong-divisor"
DESCRIPTION = "lambda is not divided by the number of Jacobians in the product."
HINT = "How many factors made norms[T - 1]? The exponent is growth per factor."
LOSES = ["naive-test-lambda"]


def naive_max_lyapunov_exponent(model, z1, T):
    product = torch.eye(len(z1))
    norms = torch.full((T,), math.inf)
    z = z1
    for r in range(T):
        product = jacobian(model, z) @ product
        norm = spectral_norm(product)
        if not math.isfinite(norm):
            break
        norms[r] = norm
        z = model(z).detach()
    return math.log(norms[-1]) / max(T - 1, 1), norms
