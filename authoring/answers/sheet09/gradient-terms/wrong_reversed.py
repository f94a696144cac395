"""From the last step to the first."""

import numpy as np

MISCONCEPTION = "from-last-to-first"
DESCRIPTION = "your terms are right, but they lie in the order in which you walked: the last step comes first."
HINT = "Which term should be in row 0?"
LOSES = ["terms-test-each"]


def gradient_terms(W, C, z, s, e):
    v, terms = np.asarray(e, dtype=float), []
    for r in range(len(s), 0, -1):
        pulled = (1 - z[r] ** 2) * v
        terms.append(np.outer(pulled, np.concatenate([z[r - 1], s[r - 1]])))
        v = W.T @ pulled
    return np.array(terms)
