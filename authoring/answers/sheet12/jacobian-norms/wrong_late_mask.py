"""The mask of the new state one layer late."""

import numpy as np

MISCONCEPTION = "mask-of-the-state-before"
DESCRIPTION = "a unit is taken as on where the state before the layer is positive, not where the sum is."
HINT = "The derivative of ReLU(W h): at which argument is it taken?"
LOSES = ["jacobian-test"]


def jacobian_norms(weights, h, u):
    norms = []
    for W in weights:
        u = np.where(h > 0, W @ u, 0)
        h = np.maximum(W @ h, 0)
        norms.append(np.linalg.norm(u))
    return np.array(norms)
