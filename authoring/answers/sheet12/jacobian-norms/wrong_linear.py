"""No mask."""

import numpy as np

MISCONCEPTION = "mask-missing"
DESCRIPTION = "the direction goes through every unit; a unit that is off passes nothing on."
HINT = "What is the derivative of ReLU where its argument is negative?"
LOSES = ["jacobian-test"]


def jacobian_norms(weights, h, u):
    norms = []
    for W in weights:
        h = np.maximum(W @ h, 0)
        u = W @ u
        norms.append(np.linalg.norm(u))
    return np.array(norms)
