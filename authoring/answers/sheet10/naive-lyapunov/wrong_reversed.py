"""Multiplies new Jacobians from the right."""

import math

import torch
from torch.autograd.functional import jacobian

from sheet_utils.lyapunov import spectral_norm

MISCONCEPTION = "reversed-product"
DESCRIPTION = "the Jacobians are multiplied in reverse order: the newest has to stand on the left."
HINT = "The first Jacobian acts on the perturbation first. On which side of a vector does it stand, then?"
LOSES = ["naive-test-norms"]


def naive_max_lyapunov_exponent(model, z1, T):
    product = torch.eye(len(z1))
    norms = torch.full((T,), math.inf)
    z = z1
    for r in range(T):
        product = product @ jacobian(model, z)
        norm = spectral_norm(product)
        if not math.isfinite(norm):
            break
        norms[r] = norm
        z = model(z).detach()
    return math.log(norms[-1]) / T, norms
