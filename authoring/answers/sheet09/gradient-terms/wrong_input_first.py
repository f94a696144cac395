"""C before W."""

import numpy as np

MISCONCEPTION = "c-before-w"
DESCRIPTION = "the columns of C come before those of W."
HINT = "In which order does theta hold W and C?"
LOSES = ["terms-test-each"]


def gradient_terms(W, C, z, s, e):
    v, terms = np.asarray(e, dtype=float), []
    for r in range(len(s), 0, -1):
        pulled = (1 - z[r] ** 2) * v
        terms.append(np.outer(pulled, np.concatenate([s[r - 1], z[r - 1]])))
        v = W.T @ pulled
    return np.array(terms[::-1])
