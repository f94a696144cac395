"""1 - z on the diagonal."""

import numpy as np

MISCONCEPTION = "gate-inverted"
DESCRIPTION = "the roles of z and 1 - z are exchanged: in torch z keeps the old state."
HINT = "With z = 1, is the state after the step h or n?"
LOSES = ["gru-test-candidate", "gru-test-reset", "gru-test-straight", "gru-test-update"]


def gru_jacobian(V, U, b, d, h, s):
    H = len(h)
    v, a = V @ h + b, U @ s + d
    r, z = sigma(v[:H] + a[:H]), sigma(v[H : 2 * H] + a[H : 2 * H])
    q = v[2 * H :]
    n = np.tanh(a[2 * H :] + r * q)
    slope = z * (1 - n**2)
    J = np.diag(1 - z) + ((n - h) * z * (1 - z))[:, None] * V[H : 2 * H]
    return J + (slope * r)[:, None] * V[2 * H :] + (slope * q * r * (1 - r))[:, None] * V[:H]
