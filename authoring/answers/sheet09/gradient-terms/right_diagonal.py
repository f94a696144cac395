"""Jacobians as matrices."""

import numpy as np


def gradient_terms(W, C, z, s, e):
    T = len(s)
    terms, v = [None] * T, e
    for r in reversed(range(T)):
        D = np.diag(1 - z[r + 1] ** 2)
        terms[r] = (D @ v)[:, None] * np.append(z[r], s[r])[None, :]
        v = (D @ W).T @ v
    return np.stack(terms)
