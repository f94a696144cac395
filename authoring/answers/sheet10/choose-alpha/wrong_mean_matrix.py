"""Norm of the mean Jacobian."""

import torch

MISCONCEPTION = "mean-jacobian"
DESCRIPTION = "the Jacobians are averaged before their norm is taken."
HINT = "A rotation by 90 degrees and one back average to the identity. How much does each of them stretch?"
LOSES = ["alpha-test-steps"]


def choose_alpha(jacobians):
    norms = torch.linalg.matrix_norm(jacobians, ord=2)
    product = torch.eye(jacobians.shape[1], dtype=jacobians.dtype)
    for J in jacobians:
        product = J @ product
    growths = [
        norms.max(),
        torch.linalg.matrix_norm(jacobians.mean(dim=0), ord=2),
        torch.linalg.matrix_norm(product, ord=2) ** (1 / len(jacobians)),
    ]
    return tuple(max(0.0, 1 - 1 / float(growth)) for growth in growths)
