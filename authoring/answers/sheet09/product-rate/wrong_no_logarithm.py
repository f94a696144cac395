"""The norm itself."""

import numpy as np

MISCONCEPTION = "no-logarithm"
DESCRIPTION = "the logarithm is missing."
HINT = "A norm of 1 is no growth. Which rate should it have?"
LOSES = ["rate-test"]


def product_rate(J, dt):
    product = np.eye(J.shape[1])
    for Jt in J:
        product = Jt @ product
    return np.linalg.norm(product, 2) / (len(J) * dt)
