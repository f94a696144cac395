"""dt is left out."""

import numpy as np

MISCONCEPTION = "dt-missing"
DESCRIPTION = "dt has no effect: this is the rate per step."
HINT = "How long do T steps take?"
LOSES = ["rate-test"]


def product_rate(J, dt):
    product = np.eye(J.shape[1])
    for Jt in J:
        product = Jt @ product
    return np.log(np.linalg.norm(product, 2)) / len(J)
