"""The mean of the radii."""

import numpy as np

MISCONCEPTION = "mean-of-radii"
DESCRIPTION = (
    "this is the mean of ln of the radius of each Jacobian; the radius of a product is not the product of radii."
)
HINT = "Each step has other eigenvectors. Multiply first."
LOSES = ["cycle-test-turn"]


def cycle_rate(J):
    return np.mean([np.log(np.abs(np.linalg.eigvals(j)).max()) for j in J])
