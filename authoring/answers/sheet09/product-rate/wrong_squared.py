"""The root is missing."""

import numpy as np

MISCONCEPTION = "root-missing"
DESCRIPTION = "the norm is squared: this is twice the rate."
HINT = "The largest eigenvalue of P^T P is the square of the norm."
LOSES = ["rate-test"]


def product_rate(J, dt):
    product = np.eye(J.shape[1])
    for Jt in J:
        product = Jt @ product
    return np.log(np.linalg.eigvalsh(product.T @ product).max()) / (len(J) * dt)
