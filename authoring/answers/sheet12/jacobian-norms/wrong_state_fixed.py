"""The state does not move."""

import numpy as np

MISCONCEPTION = "state-not-moved"
DESCRIPTION = "every layer is linearised at the first state."
HINT = "At which state does the third layer work?"
LOSES = ["jacobian-test"]


def jacobian_norms(weights, h, u):
    norms = []
    for W in weights:
        u = np.where(W @ h > 0, W @ u, 0)
        norms.append(np.linalg.norm(u))
    return np.array(norms)
