"""Smallest norm."""

import torch

MISCONCEPTION = "smallest-norm"
DESCRIPTION = "the first strength is taken from the smallest norm instead of the largest."
HINT = "Which step stretches most?"
LOSES = ["alpha-test-steps"]


def choose_alpha(jacobians):
    norms = torch.linalg.matrix_norm(jacobians, ord=2)
    product = torch.eye(jacobians.shape[1], dtype=jacobians.dtype)
    for J in jacobians:
        product = J @ product
    growths = [
        norms.min(),
        norms.log().mean().exp(),
        torch.linalg.matrix_norm(product, ord=2) ** (1 / len(jacobians)),
    ]
    return tuple(max(0.0, 1 - 1 / float(growth)) for growth in growths)
