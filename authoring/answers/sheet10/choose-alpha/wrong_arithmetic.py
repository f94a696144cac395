"""Arithmetic mean of the norms."""

import torch

MISCONCEPTION = "arithmetic-mean"
DESCRIPTION = "the mean of the norms is taken, not the T-th root of their product."
HINT = "Two steps stretch by 4 and by 1. By which factor per step do they stretch together?"
LOSES = ["alpha-test-steps"]


def choose_alpha(jacobians):
    norms = torch.linalg.matrix_norm(jacobians, ord=2)
    product = torch.eye(jacobians.shape[1], dtype=jacobians.dtype)
    for J in jacobians:
        product = J @ product
    growths = [
        norms.max(),
        norms.mean(),
        torch.linalg.matrix_norm(product, ord=2) ** (1 / len(jacobians)),
    ]
    return tuple(max(0.0, 1 - 1 / float(growth)) for growth in growths)
