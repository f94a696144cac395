"""ReLU of the direction."""

import numpy as np

MISCONCEPTION = "relu-of-the-direction"
DESCRIPTION = "ReLU is applied to the direction as well; a negative entry of u passes through a unit that is on."
HINT = "Which sums decide whether a unit is on: those of the state or those of the direction?"
LOSES = ["jacobian-test"]


def jacobian_norms(weights, h, u):
    norms = []
    for W in weights:
        h = np.maximum(W @ h, 0)
        u = np.maximum(W @ u, 0)
        norms.append(np.linalg.norm(u))
    return np.array(norms)
