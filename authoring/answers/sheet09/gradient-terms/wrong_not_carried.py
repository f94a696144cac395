"""v stays as it is."""

import numpy as np

MISCONCEPTION = "nothing-carried"
DESCRIPTION = "v is the same at every step: what lies between step r and the loss is missing."
HINT = "What has to happen to v between step r and step r - 1?"
LOSES = ["terms-test-each"]


def gradient_terms(W, C, z, s, e):
    v, terms = np.asarray(e, dtype=float), []
    for r in range(len(s), 0, -1):
        pulled = (1 - z[r] ** 2) * v
        terms.append(np.outer(pulled, np.concatenate([z[r - 1], s[r - 1]])))
        v = v
    return np.array(terms[::-1])
