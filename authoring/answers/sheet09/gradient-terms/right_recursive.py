"""The steps before the last one are another call."""

import numpy as np


def gradient_terms(W, C, z, s, e):
    if len(s) == 0:
        return np.zeros((0, len(e), len(e) + s.shape[1]))
    pulled = (1 - z[-1] ** 2) * e
    last = np.outer(pulled, np.concatenate([z[-2], s[-1]]))
    return np.concatenate([gradient_terms(W, C, z[:-1], s[:-1], W.T @ pulled), last[None]])
