"""The Jacobian is not transposed."""

import numpy as np

MISCONCEPTION = "not-transposed"
DESCRIPTION = "on its way back, v is multiplied by J and not by its transpose."
HINT = "Which index of J belongs to the later state, and over which one does the chain rule sum?"
LOSES = ["terms-test-each"]


def gradient_terms(W, C, z, s, e):
    v, terms = np.asarray(e, dtype=float), []
    for r in range(len(s), 0, -1):
        pulled = (1 - z[r] ** 2) * v
        terms.append(np.outer(pulled, np.concatenate([z[r - 1], s[r - 1]])))
        v = W @ pulled
    return np.array(terms[::-1])
