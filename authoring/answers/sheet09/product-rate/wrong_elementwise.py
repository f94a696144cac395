"""The star."""

import numpy as np

MISCONCEPTION = "elementwise"
DESCRIPTION = "* multiplies entry by entry; matrices are multiplied with @."
HINT = "Which operator is the matrix product?"
LOSES = ["rate-test"]


def product_rate(J, dt):
    product = np.ones(J.shape[1:])
    for Jt in J:
        product = Jt * product
    return np.log(np.linalg.norm(product, 2)) / (len(J) * dt)
