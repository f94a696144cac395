"""The loop runs backwards."""

import numpy as np

MISCONCEPTION = "reversed"
LOSES = ["rate-test"]


def product_rate(J, dt):
    product = np.eye(J.shape[1])
    for Jt in J[::-1]:
        product = Jt @ product
    return np.log(np.linalg.norm(product, 2)) / (len(J) * dt)
