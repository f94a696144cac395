"""The determinant's rate."""

import numpy as np

LOSES = ["rate-test"]


def product_rate(J, dt):
    product = np.eye(J.shape[1])
    for Jt in J:
        product = Jt @ product
    return np.log(abs(np.linalg.det(product))) / (len(J) * dt)
