"""Base 2."""

import numpy as np

MISCONCEPTION = "logarithm-base-2"
DESCRIPTION = "the logarithm is to base 2; nats come from the natural one."
HINT = "Which function of NumPy is ln?"
LOSES = ["rate-test"]


def product_rate(J, dt):
    product = np.eye(J.shape[1])
    for Jt in J:
        product = Jt @ product
    return np.log2(np.linalg.norm(product, 2)) / (len(J) * dt)
