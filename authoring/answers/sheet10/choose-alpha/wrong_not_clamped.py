"""Negative strengths."""

import torch

MISCONCEPTION = "negative-strength"
DESCRIPTION = "a strength is negative where nothing grows."
HINT = "What should the strength be if there is nothing to hold back?"
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
    return tuple(1 - 1 / float(growth) for growth in growths)
