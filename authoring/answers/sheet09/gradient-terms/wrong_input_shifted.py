"""The input of the next step."""

import numpy as np

MISCONCEPTION = "input-shifted"
DESCRIPTION = "the row of term r holds the input of another step."
HINT = "s has one row less than z. In which row of s is the input that makes z_1?"
LOSES = ["terms-test-each"]


def gradient_terms(W, C, z, s, e):
    v, terms = np.asarray(e, dtype=float), []
    for r in range(len(s), 0, -1):
        pulled = (1 - z[r] ** 2) * v
        terms.append(np.outer(pulled, np.concatenate([z[r - 1], s[min(r, len(s) - 1)]])))
        v = W.T @ pulled
    return np.array(terms[::-1])
