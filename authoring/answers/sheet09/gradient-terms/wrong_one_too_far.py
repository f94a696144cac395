"""v goes back one step too far."""

import numpy as np

MISCONCEPTION = "one-step-too-far"
DESCRIPTION = "every term uses the v of the step before: v is carried back before the term is taken."
HINT = "With which v does the last step begin?"
LOSES = ["terms-test-each"]


def gradient_terms(W, C, z, s, e):
    v, terms = np.asarray(e, dtype=float), []
    for r in range(len(s), 0, -1):
        v = W.T @ ((1 - z[r] ** 2) * v)
        terms.append(np.outer((1 - z[r] ** 2) * v, np.concatenate([z[r - 1], s[r - 1]])))
    return np.array(terms[::-1])
