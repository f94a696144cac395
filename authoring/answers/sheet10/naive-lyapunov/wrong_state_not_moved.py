"""Stays at z1."""

import math

import torch
from torch.autograd.functional import jacobian

from sheet_utils.lyapunov import spectral_norm

MISCONCEPTION = "state-not-moved"
DESCRIPTION = "every Jacobian is taken at z1: the orbit does not move on."
HINT = "Which state is the second Jacobian taken at?"
LOSES = ["naive-test-norms"]


def naive_max_lyapunov_exponent(model, z1, T):
    J = jacobian(model, z1)
    product = torch.eye(len(z1))
    norms = torch.full((T,), math.inf)
    for r in range(T):
        product = J @ product
        norm = spectral_norm(product)
        if not math.isfinite(norm):
            break
        norms[r] = norm
    return math.log(norms[-1]) / T, norms
