"""Stores the norm of each Jacobian by itself."""

import math

import torch

from sheet_utils.lyapunov import spectral_norm

MISCONCEPTION = "norms-of-single-jacobians"
DESCRIPTION = "norms[r] is the norm of one Jacobian, not of the product of the first r + 1."
HINT = "Where do you keep the product of all Jacobians so far?"
LOSES = ["naive-test-norms", "naive-test-overflow"]


def naive_max_lyapunov_exponent(model, z1, T):
    norms = torch.full((T,), math.inf)
    z = z1
    for r in range(T):
        norms[r] = spectral_norm(jacobian(model, z))
        z = model(z).detach()
    return torch.log(norms[-1]) / T, norms
