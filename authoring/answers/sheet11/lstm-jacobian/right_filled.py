"""Fills a matrix of zeros."""

import numpy as np


def lstm_jacobian(V, U, b, h, c, s):
    H = len(h)
    u = (V @ h + U @ s + b).reshape(4, H)
    W = V.reshape(4, H, H)
    (i, f, o), g = sigma(u[[0, 1, 3]]), np.tanh(u[2])
    new = f * c + i * g
    J = np.zeros((2 * H, 2 * H))
    J[H:, :H] = np.einsum("gi,gij->ij", np.stack([g * i * (1 - i), c * f * (1 - f), i / np.cosh(u[2]) ** 2]), W[:3])
    J[H:, H:] = np.diag(f)
    J[:H] = (o / np.cosh(new) ** 2)[:, None] * J[H:]
    J[:H, :H] += (o * (1 - o) * np.tanh(new))[:, None] * W[3]
    return J
