"""Every product of Jacobians by itself."""

import numpy as np


def gradient_terms(W, C, z, s, e):
    T, M = len(s), len(e)
    terms = np.zeros((T, M, M + s.shape[1]))
    for r in range(1, T + 1):
        later = np.eye(M)
        for k in range(r + 1, T + 1):
            later = np.diag(1 - z[k] ** 2) @ W @ later
        terms[r - 1, :, :M] = np.outer((1 - z[r] ** 2) * (e @ later), z[r - 1])
        terms[r - 1, :, M:] = np.outer((1 - z[r] ** 2) * (e @ later), s[r - 1])
    return terms
