"""Divided by the number of steps."""

import numpy as np

MISCONCEPTION = "divided-by-t"
DESCRIPTION = "each term is divided by the number of steps."
HINT = "Is the gradient the sum of the terms or their mean?"
LOSES = ["terms-test-each"]


def gradient_terms(W, C, z, s, e):
    v, terms = np.asarray(e, dtype=float), []
    for r in range(len(s), 0, -1):
        pulled = (1 - z[r] ** 2) * v
        terms.append(np.outer(pulled, np.concatenate([z[r - 1], s[r - 1]])))
        v = W.T @ pulled
    return np.array(terms[::-1]) / len(s)
