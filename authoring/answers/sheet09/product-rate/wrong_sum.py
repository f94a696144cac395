"""Added up."""

import numpy as np

MISCONCEPTION = "sum-of-jacobians"
DESCRIPTION = "the Jacobians are added instead of multiplied."
HINT = "The chain rule multiplies."
LOSES = ["rate-test"]


def product_rate(J, dt):
    product = np.zeros(J.shape[1:])
    for Jt in J:
        product = product + Jt
    return np.log(np.linalg.norm(product, 2)) / (len(J) * dt)
