"""Logarithm to base 2."""

import math

import torch
from torch.autograd.functional import jacobian

from sheet_utils.lyapunov import spectral_norm

MISCONCEPTION = "wrong-logarithm"
DESCRIPTION = "lambda is in bits, or powers of ten, per step: the logarithm has another base than e."
HINT = "Nats belong to the natural logarithm."
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
    return math.log2(norms[-1]) / T, norms
