"""The root of the largest eigenvalue of the product with its transpose."""

import math

import torch
from torch.autograd.functional import jacobian

MISCONCEPTION = "squares-overflow-early"
DESCRIPTION = (
    "the norm is made from squares, which overflow at half the way: norms becomes inf although the product is finite."
)
HINT = "Which number is the largest that your formula computes on its way to the norm?"
LOSES = ["naive-test-overflow"]


def naive_max_lyapunov_exponent(model, z1, T):
    product = torch.eye(len(z1))
    norms = torch.full((T,), math.inf)
    z = z1
    for r in range(T):
        product = jacobian(model, z) @ product
        norm = (
            float(torch.linalg.eigvalsh(product.T @ product)[-1].clamp(min=0).sqrt())
            if (product.T @ product).isfinite().all()
            else math.inf
        )
        if not math.isfinite(norm):
            break
        norms[r] = norm
        z = model(z).detach()
    return math.log(norms[-1]) / T, norms
