"""einsum."""

import numpy as np


def jacobian(A, W, z):
    x = np.einsum("kj,j->k", W, z)
    F = np.tanh(np.einsum("ik,k->i", A, x * (x > 0)))
    return np.einsum("i,ik,k,kj->ij", 1 - F**2, A, np.heaviside(x, 0.0), W)
