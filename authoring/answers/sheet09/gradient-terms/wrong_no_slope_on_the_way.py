"""The Jacobian lacks the slope of tanh."""

import numpy as np

MISCONCEPTION = "slope-missing-in-jacobian"
DESCRIPTION = "on the way back the slope of tanh is left out: the Jacobian is D W, not W."
HINT = "What is the derivative of tanh(W z) with respect to z?"
LOSES = ["terms-test-each"]


def gradient_terms(W, C, z, s, e):
    v, terms = np.asarray(e, dtype=float), []
    for r in range(len(s), 0, -1):
        pulled = (1 - z[r] ** 2) * v
        terms.append(np.outer(pulled, np.concatenate([z[r - 1], s[r - 1]])))
        v = W.T @ v
    return np.array(terms[::-1])
