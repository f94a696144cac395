"""Product of the norms for the norm of the product."""

import torch

MISCONCEPTION = "product-of-norms"
DESCRIPTION = "the third strength comes from the product of the norms, not from the norm of the product."
HINT = "The norm of a product can be smaller than the product of the norms. Which matrix do you need the norm of?"
LOSES = ["alpha-test-product"]


def choose_alpha(jacobians):
    norms = torch.linalg.matrix_norm(jacobians, ord=2)
    product = torch.eye(jacobians.shape[1], dtype=jacobians.dtype)
    for J in jacobians:
        product = J @ product
    growths = [
        norms.max(),
        norms.log().mean().exp(),
        norms.log().mean().exp(),
    ]
    return tuple(max(0.0, 1 - 1 / float(growth)) for growth in growths)
