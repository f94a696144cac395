"""sigma' taken for sigma."""

import numpy as np

LOSES = ["gru-test-update"]


def gru_jacobian(V, U, b, d, h, s):
    H = len(h)
    v, a = V @ h + b, U @ s + d
    r, z = sigma(v[:H] + a[:H]), sigma(v[H : 2 * H] + a[H : 2 * H])
    q = v[2 * H :]
    n = np.tanh(a[2 * H :] + r * q)
    slope = (1 - z) * (1 - n**2)
    J = np.diag(z) + ((h - n) * z)[:, None] * V[H : 2 * H]
    return J + (slope * r)[:, None] * V[2 * H :] + (slope * q * r * (1 - r))[:, None] * V[:H]
