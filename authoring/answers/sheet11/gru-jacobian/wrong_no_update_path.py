"""z as a constant."""

import numpy as np

MISCONCEPTION = "update-gate-constant"
DESCRIPTION = "the path through z is missing: z depends on h as well."
HINT = "h enters through r, through n, and through which gate besides?"
LOSES = ["gru-test-update"]


def gru_jacobian(V, U, b, d, h, s):
    H = len(h)
    v, a = V @ h + b, U @ s + d
    r, z = sigma(v[:H] + a[:H]), sigma(v[H : 2 * H] + a[H : 2 * H])
    q = v[2 * H :]
    n = np.tanh(a[2 * H :] + r * q)
    slope = (1 - z) * (1 - n**2)
    J = np.diag(z) + (0 * (h - n) * z * (1 - z))[:, None] * V[H : 2 * H]
    return J + (slope * r)[:, None] * V[2 * H :] + (slope * q * r * (1 - r))[:, None] * V[:H]
