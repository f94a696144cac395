"""Multiplied by dt."""

import numpy as np

MISCONCEPTION = "multiplied-by-dt"
DESCRIPTION = "it is multiplied by dt instead of divided."
HINT = "With shorter steps and the same product, does it grow faster or slower in time?"
LOSES = ["rate-test"]


def product_rate(J, dt):
    product = np.eye(J.shape[1])
    for Jt in J:
        product = Jt @ product
    return np.log(np.linalg.norm(product, 2)) / len(J) * dt
