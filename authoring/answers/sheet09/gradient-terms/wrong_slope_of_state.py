"""tanh is applied once more."""

import numpy as np

MISCONCEPTION = "tanh-twice"
DESCRIPTION = "the slope of tanh is taken at z, which has been through tanh already."
HINT = "z = tanh(a). How do you write 1 - tanh(a)^2 in terms of z?"
LOSES = ["terms-test-each"]


def gradient_terms(W, C, z, s, e):
    v, terms = np.asarray(e, dtype=float), []
    for r in range(len(s), 0, -1):
        pulled = (1 - np.tanh(z[r]) ** 2) * v
        terms.append(np.outer(pulled, np.concatenate([z[r - 1], s[r - 1]])))
        v = W.T @ pulled
    return np.array(terms[::-1])
