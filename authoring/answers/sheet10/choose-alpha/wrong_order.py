"""Returned in the reverse order."""

import torch

MISCONCEPTION = "returned-in-another-order"
DESCRIPTION = "the three strengths come in another order than asked for."
HINT = "Compare the docstring with your return line."
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
    return tuple(max(0.0, 1 - 1 / float(growth)) for growth in growths[::-1])
