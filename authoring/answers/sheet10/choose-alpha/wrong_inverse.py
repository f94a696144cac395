"""Returns 1 / g."""

import torch

MISCONCEPTION = "inverse-growth"
DESCRIPTION = "this is 1 / g, which is 1 - alpha."
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
    return tuple(min(1.0, 1 / float(growth)) for growth in growths)
