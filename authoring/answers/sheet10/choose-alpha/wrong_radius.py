"""Largest eigenvalue instead of the norm."""

import torch

MISCONCEPTION = "spectral-radius"
DESCRIPTION = "the largest eigenvalue is taken for the norm."
HINT = "Can a matrix stretch a vector by more than its largest eigenvalue?"
LOSES = ["alpha-test-steps", "alpha-test-product"]


def choose_alpha(jacobians):
    norms = torch.linalg.eigvals(jacobians).abs().amax(dim=1)
    product = torch.eye(jacobians.shape[1], dtype=jacobians.dtype)
    for J in jacobians:
        product = J @ product
    growths = [
        norms.max(),
        norms.log().mean().exp(),
        torch.linalg.eigvals(product).abs().max() ** (1 / len(jacobians)),
    ]
    return tuple(max(0.0, 1 - 1 / float(growth)) for growth in growths)
