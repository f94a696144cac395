"""einsum, and a tuple of arrays."""

import numpy as np


def push(J, v):
    g = np.zeros(len(J))
    v = v / np.linalg.norm(v)
    for t, Jt in enumerate(J):
        v = np.einsum("ij,j->i", Jt, v)
        g[t:] += np.log(np.linalg.norm(v))
        v = v / np.linalg.norm(v)
    return g, v
