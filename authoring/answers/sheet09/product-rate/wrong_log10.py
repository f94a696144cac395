"""Base 10."""

import numpy as np

MISCONCEPTION = "logarithm-base-10"
DESCRIPTION = "the logarithm is to base 10; nats come from the natural one."
HINT = "Which function of NumPy is ln?"
LOSES = ["rate-test"]


def product_rate(J, dt):
    product = np.eye(J.shape[1])
    for Jt in J:
        product = Jt @ product
    return np.log10(np.linalg.norm(product, 2)) / (len(J) * dt)
