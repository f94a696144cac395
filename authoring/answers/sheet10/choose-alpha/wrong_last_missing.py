"""The last factor is missing."""

import torch

MISCONCEPTION = "factor-missing"
DESCRIPTION = "the product lacks a factor."
HINT = "How many Jacobians are there, and how many times does your loop multiply?"
LOSES = ["alpha-test-product"]


def choose_alpha(jacobians):
    norms = torch.linalg.matrix_norm(jacobians, ord=2)
    product = torch.eye(jacobians.shape[1], dtype=jacobians.dtype)
    for J in jacobians[:-1]:
        product = J @ product
    growths = [
        norms.max(),
        norms.log().mean().exp(),
        torch.linalg.matrix_norm(product, ord=2) ** (1 / len(jacobians)),
    ]
    return tuple(max(0.0, 1 - 1 / float(growth)) for growth in growths)
