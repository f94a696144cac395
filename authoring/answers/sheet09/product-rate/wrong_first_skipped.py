"""The first Jacobian is left out."""

import numpy as np

MISCONCEPTION = "first-skipped"
DESCRIPTION = "the first Jacobian is left out."
HINT = "How many factors does your product have?"
LOSES = ["rate-test"]


def product_rate(J, dt):
    product = np.eye(J.shape[1])
    for Jt in J[1:]:
        product = Jt @ product
    return np.log(np.linalg.norm(product, 2)) / (len(J) * dt)
