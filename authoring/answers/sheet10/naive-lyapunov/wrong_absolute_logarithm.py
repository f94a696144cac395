"""Takes the absolute value."""

import math

import torch
from torch.autograd.functional import jacobian

from sheet_utils.lyapunov import spectral_norm

MISCONCEPTION = "absolute-exponent"
DESCRIPTION = "lambda is never negative: a contracting orbit comes out as chaotic."
HINT = "What does a negative exponent mean, and why should one see it?"
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
    return abs(math.log(norms[-1])) / T, norms
