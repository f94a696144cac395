"""NumPy's default."""

import numpy as np

MISCONCEPTION = "frobenius"
DESCRIPTION = "this is the Frobenius norm of the product."
HINT = "np.linalg.norm takes a second argument."
LOSES = ["rate-test"]


def product_rate(J, dt):
    product = np.eye(J.shape[1])
    for Jt in J:
        product = Jt @ product
    return np.log(np.linalg.norm(product)) / (len(J) * dt)
