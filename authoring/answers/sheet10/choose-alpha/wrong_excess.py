"""Returns g - 1."""

import torch

MISCONCEPTION = "growth-minus-one"
DESCRIPTION = "this is g - 1, which is close to the strength only where g is close to 1."
HINT = "Solve (1 - alpha) g = 1 for alpha."
LOSES = ["alpha-test-steps", "alpha-test-product"]


def choose_alpha(jacobians):
    norms = torch.linalg.matrix_norm(jacobians, ord=2)
    product = torch.eye(jacobians.shape[1], dtype=jacobians.dtype)
    for J in jacobians:
        product = J @ product
    growths = [
        norms.max(),
        norms.log().mean().exp(),
        torch.linalg.matrix_norm(product, ord=2) ** (1 / len(jacobians)),
    ]
    return tuple(max(0.0, float(growth) - 1) for growth in growths)
