"""The derivative of the loss is overwritten."""

import numpy as np

MISCONCEPTION = "changes-arguments"
DESCRIPTION = "the result is right, but the function overwrites its argument."
HINT = "Whoever calls it goes on with the changed values. On what could you work instead?"
LOSES = ["terms-test-each"]


def gradient_terms(W, C, z, s, e):
    terms = []
    for r in range(len(s), 0, -1):
        pulled = (1 - z[r] ** 2) * e
        terms.append(np.outer(pulled, np.concatenate([z[r - 1], s[r - 1]])))
        e[:] = W.T @ pulled
    return np.array(terms[::-1])
