"""T - 1."""

import numpy as np

MISCONCEPTION = "divided-by-t-minus-one"
DESCRIPTION = "it is divided by T - 1; there are T factors."
HINT = "How many factors does the product have?"
LOSES = ["rate-test"]


def product_rate(J, dt):
    product = np.eye(J.shape[1])
    for Jt in J:
        product = Jt @ product
    return np.log(np.linalg.norm(product, 2)) / ((len(J) - 1) * dt)
