"""Averages the logarithms of all norms."""

import math

import torch
from torch.autograd.functional import jacobian

from sheet_utils.lyapunov import spectral_norm

MISCONCEPTION = "averages-all-norms"
DESCRIPTION = "lambda is the mean over the logarithms of all norms."
HINT = "The last norm holds all the growth. What is it divided by?"
LOSES = ["naive-test-lambda"]


def naive_max_lyapunov_exponent(model, z1, T):
    product = torch.eye(len(z1))
    norms = torch.full((T,), math.inf)
    z = z1
    for r in range(T):
        product = jacobian(model, z) @ product
        norm = spectral_norm(product)
        if not math.isfinite(norm):
            break
        norms[r] = norm
        z = model(z).detach()
    return torch.log(norms).mean(), norms
