"""Uses the first norm."""

import math

import torch
from torch.autograd.functional import jacobian

from sheet_utils.lyapunov import spectral_norm

MISCONCEPTION = "another-norm-in-lambda"
DESCRIPTION = "lambda is made from another norm than the last one."
HINT = "Which of the norms knows about all T Jacobians?"
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
    return math.log(norms[0]) / T, norms
