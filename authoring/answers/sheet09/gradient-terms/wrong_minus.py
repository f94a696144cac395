"""Minus the gradient."""

import numpy as np

MISCONCEPTION = "minus-sign"
DESCRIPTION = "every term has the wrong sign: this is the direction of descent."
HINT = "Does the loss rise or fall along your result?"
LOSES = ["terms-test-each"]


def gradient_terms(W, C, z, s, e):
    v, terms = np.asarray(e, dtype=float), []
    for r in range(len(s), 0, -1):
        pulled = (1 - z[r] ** 2) * v
        terms.append(np.outer(pulled, np.concatenate([z[r - 1], s[r - 1]])))
        v = W.T @ pulled
    return -np.array(terms[::-1])
