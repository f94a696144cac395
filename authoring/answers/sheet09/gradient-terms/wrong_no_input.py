"""The columns of C stay zero."""

import numpy as np

MISCONCEPTION = "input-columns-empty"
DESCRIPTION = "the columns that belong to C are zero."
HINT = "The input weights are used at every step, too. On what do they act?"
LOSES = ["terms-test-each"]


def gradient_terms(W, C, z, s, e):
    v, terms = np.asarray(e, dtype=float), []
    for r in range(len(s), 0, -1):
        pulled = (1 - z[r] ** 2) * v
        terms.append(np.outer(pulled, np.concatenate([z[r - 1], 0 * s[r - 1]])))
        v = W.T @ pulled
    return np.array(terms[::-1])
