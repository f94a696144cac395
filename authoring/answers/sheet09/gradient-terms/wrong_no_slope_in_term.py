"""The immediate derivative lacks the slope of tanh."""

import numpy as np

MISCONCEPTION = "slope-missing-in-term"
DESCRIPTION = "the immediate derivative lacks the slope of tanh at its own step."
HINT = "How does z_r change if one weight changes and z_{r-1} is held fixed?"
LOSES = ["terms-test-each"]


def gradient_terms(W, C, z, s, e):
    v, terms = np.asarray(e, dtype=float), []
    for r in range(len(s), 0, -1):
        pulled = (1 - z[r] ** 2) * v
        terms.append(np.outer(v, np.concatenate([z[r - 1], s[r - 1]])))
        v = W.T @ pulled
    return np.array(terms[::-1])
