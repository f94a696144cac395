"""Norm of the product, without the root."""

import torch

MISCONCEPTION = "no-root"
DESCRIPTION = "the growth of the product is that over all T steps, not that of one step."
HINT = "If every Jacobian is twice the identity, the growth per step is 2. What does your code say after ten steps?"
LOSES = ["alpha-test-product"]


def choose_alpha(jacobians):
    norms = torch.linalg.matrix_norm(jacobians, ord=2)
    product = torch.eye(jacobians.shape[1], dtype=jacobians.dtype)
    for J in jacobians:
        product = J @ product
    growths = [
        norms.max(),
        norms.log().mean().exp(),
        torch.linalg.matrix_norm(product, ord=2),
    ]
    return tuple(max(0.0, 1 - 1 / float(growth)) for growth in growths)
