"""Turns the model to double precision."""

import math

import torch
from torch.autograd.functional import jacobian

from sheet_utils.lyapunov import spectral_norm


def naive_max_lyapunov_exponent(model, z1, T):
    model = model.double()
    z, product = z1.double(), torch.eye(len(z1)).double()
    norms = torch.full((T,), math.inf).double()
    for r in range(T):
        product = jacobian(model, z) @ product
        if not torch.isfinite(product).all():
            break
        norms[r] = spectral_norm(product)
        z = model(z).detach()
    return torch.log(norms[-1]) / T, norms
