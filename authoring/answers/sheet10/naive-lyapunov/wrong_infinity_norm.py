"""Takes the largest row sum."""

import math

import torch
from torch.autograd.functional import jacobian

MISCONCEPTION = "another-norm"
LOSES = ["naive-test-norms"]


def naive_max_lyapunov_exponent(model, z1, T):
    product = torch.eye(len(z1))
    norms = torch.full((T,), math.inf)
    z = z1
    for r in range(T):
        product = jacobian(model, z) @ product
        norm = float(torch.linalg.matrix_norm(product, math.inf))
        if not math.isfinite(norm):
            break
        norms[r] = norm
        z = model(z).detach()
    return math.log(norms[-1]) / T, norms
