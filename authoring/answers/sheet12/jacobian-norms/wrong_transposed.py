"""Transposed weights for the direction."""

import numpy as np

MISCONCEPTION = "transposed"
DESCRIPTION = "the direction is multiplied by the transposed weights."
HINT = "Backpropagation goes from the output to the input. In which direction do you go here?"
LOSES = ["jacobian-test"]


def jacobian_norms(weights, h, u):
    norms = []
    for W in weights:
        before = W @ h
        h = np.maximum(before, 0)
        u = np.where(before > 0, W.T @ u, 0)
        norms.append(np.linalg.norm(u))
    return np.array(norms)
