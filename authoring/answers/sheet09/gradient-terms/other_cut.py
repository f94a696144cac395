"""Nothing older than three steps."""

import numpy as np

LOSES = ["terms-test-each"]


def gradient_terms(W, C, z, s, e):
    v, terms = np.asarray(e, dtype=float), []
    for r in range(len(s), 0, -1):
        pulled = (1 - z[r] ** 2) * v
        terms.append(np.outer(pulled, np.concatenate([z[r - 1], s[r - 1]])))
        v = W.T @ pulled
    return np.array([0 * t for t in terms[:2:-1]] + terms[2::-1])
