"""Takes the largest entry."""

import math

import torch
from torch.autograd.functional import jacobian

MISCONCEPTION = "another-norm"
DESCRIPTION = "this is another matrix norm; the definition uses the spectral norm."
HINT = "Which norm measures by how much the longest image of a unit vector is stretched? A tool for it is imported."
LOSES = ["naive-test-norms"]


def naive_max_lyapunov_exponent(model, z1, T):
    product = torch.eye(len(z1))
    norms = torch.full((T,), math.inf)
    z = z1
    for r in range(T):
        product = jacobian(model, z) @ product
        norm = float(product.abs().max())
        if not math.isfinite(norm):
            break
        norms[r] = norm
        z = model(z).detach()
    return math.log(norms[-1]) / T, norms
