"""Sum of the logarithms of the radii."""

import numpy as np

MISCONCEPTION = "product-of-radii"
DESCRIPTION = "this is the product of the spectral radii, which says nothing about the product."
HINT = "Multiply first; take the norm once, at the end."
LOSES = ["rate-test"]


def product_rate(J, dt):
    return np.mean([np.log(np.abs(np.linalg.eigvals(Jt)).max()) for Jt in J]) / dt
