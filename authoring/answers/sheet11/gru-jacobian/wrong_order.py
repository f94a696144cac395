"""z, r, n."""

import numpy as np

MISCONCEPTION = "gates-in-another-order"
DESCRIPTION = "the gates are read in the order z, r, n; torch has r, z, n."
HINT = "Which rows of V belong to which gate? The exercise says it."
LOSES = ["gru-test-candidate", "gru-test-reset", "gru-test-straight", "gru-test-update"]


def gru_jacobian(V, U, b, d, h, s):
    H = len(h)
    v, a = V @ h + b, U @ s + d
    z, r = sigma(v[:H] + a[:H]), sigma(v[H : 2 * H] + a[H : 2 * H])
    q = v[2 * H :]
    n = np.tanh(a[2 * H :] + r * q)
    slope = (1 - z) * (1 - n**2)
    J = np.diag(z) + ((h - n) * z * (1 - z))[:, None] * V[:H]
    return J + (slope * r)[:, None] * V[2 * H :] + (slope * q * r * (1 - r))[:, None] * V[H : 2 * H]
