"""Moves before it looks."""

import math

import torch
from torch.autograd.functional import jacobian

from sheet_utils.lyapunov import spectral_norm

MISCONCEPTION = "first-jacobian-skipped"
DESCRIPTION = "the product begins with the Jacobian at the second state; the one at z1 is missing."
HINT = "J_1 is the Jacobian at z1 itself. Step or differentiate first?"
LOSES = ["naive-test-norms"]


def naive_max_lyapunov_exponent(model, z1, T):
    product = torch.eye(len(z1))
    norms = torch.full((T,), math.inf)
    z = z1
    for r in range(T):
        z = model(z).detach()
        product = jacobian(model, z) @ product
        norm = spectral_norm(product)
        if not math.isfinite(norm):
            break
        norms[r] = norm
    return math.log(norms[-1]) / T, norms
