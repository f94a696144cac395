"""Multiplied from the right."""

import numpy as np

MISCONCEPTION = "reversed"
DESCRIPTION = "the product is in the wrong order: each new Jacobian stands on the right."
HINT = "Which matrix acts on v first in J2 J1 v?"
LOSES = ["rate-test"]


def product_rate(J, dt):
    product = np.eye(J.shape[1])
    for Jt in J:
        product = product @ Jt
    return np.log(np.linalg.norm(product, 2)) / (len(J) * dt)
