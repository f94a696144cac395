"""Leaves NaN in place."""

import torch
from torch.autograd.functional import jacobian

from sheet_utils.lyapunov import spectral_norm

MISCONCEPTION = "nan-after-overflow"
DESCRIPTION = "after the overflow the norms are NaN: inf times 0 has no value."
HINT = "Once a product is not finite there is nothing left to measure. What should stand in norms from there on?"
LOSES = ["naive-test-overflow"]


def naive_max_lyapunov_exponent(model, z1, T):
    product = torch.eye(len(z1))
    norms = torch.zeros(T)
    z = z1
    for r in range(T):
        product = jacobian(model, z) @ product
        norms[r] = spectral_norm(product)
        z = model(z).detach()
    return torch.log(norms[-1]) / T, norms
