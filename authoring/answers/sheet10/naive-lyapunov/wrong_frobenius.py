"""torch.linalg.norm of a matrix is the Frobenius norm."""

import math

import torch
from torch.autograd.functional import jacobian

MISCONCEPTION = "frobenius-norm"
DESCRIPTION = "this is the Frobenius norm, the root of the sum of all squares; the spectral norm is smaller."
HINT = "Which norm measures by how much the longest image of a unit vector is stretched? A tool for it is imported."
LOSES = ["naive-test-norms", "naive-test-overflow"]


def naive_max_lyapunov_exponent(model, z1, T):
    product = torch.eye(len(z1))
    norms = torch.full((T,), math.inf)
    z = z1
    for r in range(T):
        product = jacobian(model, z) @ product
        norm = float(torch.linalg.norm(product))
        if not math.isfinite(norm):
            break
        norms[r] = norm
        z = model(z).detach()
    return math.log(norms[-1]) / T, norms
