"""Stores logarithms in place of norms."""

import math

import torch
from torch.autograd.functional import jacobian

from sheet_utils.lyapunov import spectral_norm

MISCONCEPTION = "logarithms-stored"
DESCRIPTION = "norms holds the logarithms of the norms."
HINT = "The logarithm comes in at the very end."
LOSES = ["naive-test-norms"]


def naive_max_lyapunov_exponent(model, z1, T):
    product = torch.eye(len(z1))
    norms = torch.full((T,), math.inf)
    z = z1
    for r in range(T):
        product = jacobian(model, z) @ product
        norm = spectral_norm(product)
        if not math.isfinite(norm):
            break
        norms[r] = math.log(norm)
        z = model(z).detach()
    return norms[-1] / T, norms
