"""Frobenius norm."""

import torch

MISCONCEPTION = "frobenius-norm"
DESCRIPTION = "the Frobenius norm is taken for the spectral norm."
HINT = "The spectral norm of the identity matrix is 1. What does your norm say?"
LOSES = ["alpha-test-steps", "alpha-test-product"]


def choose_alpha(jacobians):
    norms = torch.linalg.matrix_norm(jacobians)
    product = torch.eye(jacobians.shape[1], dtype=jacobians.dtype)
    for J in jacobians:
        product = J @ product
    growths = [
        norms.max(),
        norms.log().mean().exp(),
        torch.linalg.matrix_norm(product) ** (1 / len(jacobians)),
    ]
    return tuple(max(0.0, 1 - 1 / float(growth)) for growth in growths)
