"""The radius of the product."""

import numpy as np

MISCONCEPTION = "radius-of-product"
DESCRIPTION = "this is the spectral radius of the product, not its norm."
HINT = "The product is not normal. Which of the two is the longest image?"
LOSES = ["rate-test"]


def product_rate(J, dt):
    product = np.eye(J.shape[1])
    for Jt in J:
        product = Jt @ product
    return np.log(np.abs(np.linalg.eigvals(product)).max()) / (len(J) * dt)
