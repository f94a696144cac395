"""Adds Jacobians up."""

import math

import torch
from torch.autograd.functional import jacobian

from sheet_utils.lyapunov import spectral_norm

MISCONCEPTION = "adds-jacobians"
DESCRIPTION = "the Jacobians are added."
HINT = "Perturbations pass through one Jacobian after the other. How does one chain linear maps?"
LOSES = ["naive-test-norms", "naive-test-overflow"]


def naive_max_lyapunov_exponent(model, z1, T):
    product = torch.zeros(len(z1), len(z1))
    norms = torch.full((T,), math.inf)
    z = z1
    for r in range(T):
        product = product + jacobian(model, z)
        norm = spectral_norm(product)
        if not math.isfinite(norm):
            break
        norms[r] = norm
        z = model(z).detach()
    return math.log(norms[-1]) / T, norms
