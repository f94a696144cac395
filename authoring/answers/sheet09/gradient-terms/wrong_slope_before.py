"""The slope of the step before."""

import numpy as np

MISCONCEPTION = "slope-of-other-step"
DESCRIPTION = (
    "the slope of tanh belongs to the state before the step; it has to be taken at the state that the step makes."
)
HINT = "At which state does the tanh of step r end?"
LOSES = ["terms-test-each"]


def gradient_terms(W, C, z, s, e):
    v, terms = np.asarray(e, dtype=float), []
    for r in range(len(s), 0, -1):
        pulled = (1 - z[r - 1] ** 2) * v
        terms.append(np.outer(pulled, np.concatenate([z[r - 1], s[r - 1]])))
        v = W.T @ pulled
    return np.array(terms[::-1])
