"""The state after the step in place of the state before it."""

import numpy as np

MISCONCEPTION = "state-after"
DESCRIPTION = "the row of term r holds z_r; the weights of step r act on the state before it."
HINT = "On which state does W act to make z_r?"
LOSES = ["terms-test-each"]


def gradient_terms(W, C, z, s, e):
    v, terms = np.asarray(e, dtype=float), []
    for r in range(len(s), 0, -1):
        pulled = (1 - z[r] ** 2) * v
        terms.append(np.outer(pulled, np.concatenate([z[r], s[r - 1]])))
        v = W.T @ pulled
    return np.array(terms[::-1])
