"""Returns the growths."""

import torch

MISCONCEPTION = "growth-not-strength"
DESCRIPTION = "these are the growths per step; a strength lies between 0 and 1."
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
    return tuple(float(growth) for growth in growths)
