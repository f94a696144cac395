"""Root of order T - 1."""

import torch

MISCONCEPTION = "wrong-root"
DESCRIPTION = "the root of the product's norm is taken with another number than T."
HINT = "How many factors does the product have?"
LOSES = ["alpha-test-product"]


def choose_alpha(jacobians):
    norms = torch.linalg.matrix_norm(jacobians, ord=2)
    product = torch.eye(jacobians.shape[1], dtype=jacobians.dtype)
    for J in jacobians:
        product = J @ product
    growths = [
        norms.max(),
        norms.log().mean().exp(),
        torch.linalg.matrix_norm(product, ord=2) ** (1 / max(1, len(jacobians) - 1)),
    ]
    return tuple(max(0.0, 1 - 1 / float(growth)) for growth in growths)
