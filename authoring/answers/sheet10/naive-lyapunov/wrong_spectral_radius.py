"""Takes the largest eigenvalue."""

import math

import torch
from torch.autograd.functional import jacobian

MISCONCEPTION = "spectral-radius"
DESCRIPTION = (
    "this is the largest eigenvalue of the product. For a matrix that is not normal the spectral norm is larger."
)
HINT = "Eigenvalue or singular value: which of them says by how much a vector can grow in one go?"
LOSES = ["naive-test-norms"]


def naive_max_lyapunov_exponent(model, z1, T):
    product = torch.eye(len(z1))
    norms = torch.full((T,), math.inf)
    z = z1
    for r in range(T):
        product = jacobian(model, z) @ product
        norm = float(torch.linalg.eigvals(product).abs().max()) if product.isfinite().all() else math.inf
        if not math.isfinite(norm):
            break
        norms[r] = norm
        z = model(z).detach()
    return math.log(norms[-1]) / T, norms
