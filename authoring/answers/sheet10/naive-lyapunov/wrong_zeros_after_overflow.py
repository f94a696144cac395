"""Leaves zeros."""

import math

import torch
from torch.autograd.functional import jacobian

from sheet_utils.lyapunov import spectral_norm

MISCONCEPTION = "zeros-after-overflow"
DESCRIPTION = "after the overflow the norms are 0, as if all growth had been lost."
HINT = "The product has become too large for the number format. Which value says so?"
LOSES = ["naive-test-overflow"]


def naive_max_lyapunov_exponent(model, z1, T):
    product = torch.eye(len(z1))
    norms = torch.zeros(T)
    z = z1
    for r in range(T):
        product = jacobian(model, z) @ product
        norm = spectral_norm(product)
        if not math.isfinite(norm):
            break
        norms[r] = norm
        z = model(z).detach()
    return torch.log(norms[-1]) / T, norms
