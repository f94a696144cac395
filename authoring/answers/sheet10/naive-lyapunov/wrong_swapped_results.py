"""Returns the norms first."""

import math

import torch
from torch.autograd.functional import jacobian

from sheet_utils.lyapunov import spectral_norm

MISCONCEPTION = "results-swapped"
DESCRIPTION = "the two results are swapped."
HINT = "What does the docstring say is returned first?"
LOSES = ["naive-test-norms", "naive-test-lambda", "naive-test-overflow"]


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
    return norms, math.log(norms[-1]) / T
