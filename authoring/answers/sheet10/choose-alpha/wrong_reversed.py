"""Newest factor on the right."""

import torch

MISCONCEPTION = "reversed-product"
DESCRIPTION = "the product has its factors in the reverse order."
HINT = "Which Jacobian acts on a small change of z_0 first? On which side of the product does it stand?"
LOSES = ["alpha-test-product"]


def choose_alpha(jacobians):
    norms = torch.linalg.matrix_norm(jacobians, ord=2)
    product = torch.eye(jacobians.shape[1], dtype=jacobians.dtype)
    for J in jacobians:
        product = product @ J
    growths = [
        norms.max(),
        norms.log().mean().exp(),
        torch.linalg.matrix_norm(product, ord=2) ** (1 / len(jacobians)),
    ]
    return tuple(max(0.0, 1 - 1 / float(growth)) for growth in growths)
