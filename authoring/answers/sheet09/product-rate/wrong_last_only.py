"""The last Jacobian."""

import numpy as np

MISCONCEPTION = "last-jacobian-only"
DESCRIPTION = "only the last Jacobian is left: the loop overwrites the product."
HINT = "What is multiplied with what in your loop?"
LOSES = ["rate-test"]


def product_rate(J, dt):
    product = np.eye(J.shape[1])
    for Jt in J:
        product = Jt
    return np.log(np.linalg.norm(product, 2)) / (len(J) * dt)
