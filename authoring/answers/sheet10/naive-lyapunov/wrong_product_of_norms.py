"""Multiplies norms."""

import math

import torch

from sheet_utils.lyapunov import spectral_norm

MISCONCEPTION = "product-of-norms"
DESCRIPTION = "the norms of the Jacobians are multiplied, instead of taking the norm of their product: an upper bound."
HINT = (
    "A direction that one Jacobian stretches most need not be stretched by the next. What has to be multiplied first?"
)
LOSES = ["naive-test-norms"]


def naive_max_lyapunov_exponent(model, z1, T):
    norms = torch.full((T,), math.inf)
    norm, z = 1.0, z1
    for r in range(T):
        norm = norm * spectral_norm(jacobian(model, z))
        if not math.isfinite(norm):
            break
        norms[r] = norm
        z = model(z).detach()
    return torch.log(norms[-1]) / T, norms
