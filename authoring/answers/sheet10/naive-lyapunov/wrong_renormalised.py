"""Divides by the norm after each step."""

import math

import torch
from torch.autograd.functional import jacobian

from sheet_utils.lyapunov import spectral_norm

MISCONCEPTION = "norms-after-renormalising"
DESCRIPTION = "the product is renormalised after each step, so each norm is the growth of one step only."
HINT = "A good idea, and the next exercise is about it. Here the norm of the plain product is asked for."
LOSES = ["naive-test-norms", "naive-test-overflow"]


def naive_max_lyapunov_exponent(model, z1, T):
    product = torch.eye(len(z1))
    norms = torch.full((T,), math.inf)
    z, log_norm = z1, 0.0
    for r in range(T):
        product = jacobian(model, z) @ product
        norms[r] = spectral_norm(product)
        log_norm += math.log(norms[r])
        product = product / norms[r]
        z = model(z).detach()
    return log_norm / T, norms
