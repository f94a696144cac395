"""Repeats the last finite norm."""

import math

import torch
from torch.autograd.functional import jacobian

from sheet_utils.lyapunov import spectral_norm

MISCONCEPTION = "freezes-after-overflow"
DESCRIPTION = "after the overflow the last finite norm is repeated, which hides that anything went wrong."
HINT = "The overflow is what this exercise wants to show. Which value says: too large?"
LOSES = ["naive-test-overflow"]


def naive_max_lyapunov_exponent(model, z1, T):
    product = torch.eye(len(z1))
    norms = torch.zeros(T)
    norm, z = 1.0, z1
    for r in range(T):
        product = jacobian(model, z) @ product
        if math.isfinite(spectral_norm(product)):
            norm = spectral_norm(product)
        norms[r] = norm
        z = model(z).detach()
    return torch.log(norms[-1]) / T, norms
