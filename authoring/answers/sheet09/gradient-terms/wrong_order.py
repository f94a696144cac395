"""The product in the wrong order."""

import numpy as np

MISCONCEPTION = "product-reversed"
DESCRIPTION = "the Jacobians between step r and the loss are multiplied in the wrong order."
HINT = "For T = r + 2 there are two of them. Which one meets the loss first on the way back?"
LOSES = ["terms-test-each"]


def gradient_terms(W, C, z, s, e):
    T, M = len(s), len(e)
    terms = []
    for r in range(1, T + 1):
        later = np.eye(M)
        for k in range(r + 1, T + 1):
            later = later @ np.diag(1 - z[k] ** 2) @ W
        terms.append(np.outer((1 - z[r] ** 2) * (later.T @ e), np.concatenate([z[r - 1], s[r - 1]])))
    return np.array(terms)
