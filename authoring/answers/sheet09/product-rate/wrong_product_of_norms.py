"""Sum of the logarithms of the norms."""

import numpy as np

MISCONCEPTION = "product-of-norms"
DESCRIPTION = "this is the product of the norms: an upper bound, not the norm of the product."
HINT = "Multiply first; take the norm once, at the end."
LOSES = ["rate-test"]


def product_rate(J, dt):
    return np.mean([np.log(np.linalg.norm(Jt, 2)) for Jt in J]) / dt
