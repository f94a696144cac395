"""r as a constant."""

import numpy as np

MISCONCEPTION = "reset-gate-constant"
DESCRIPTION = "the path through r is missing: r depends on h as well."
HINT = "r multiplies v_n. What does the product rule say?"
LOSES = ["gru-test-reset"]


def gru_jacobian(V, U, b, d, h, s):
    H = len(h)
    v, a = V @ h + b, U @ s + d
    r, z = sigma(v[:H] + a[:H]), sigma(v[H : 2 * H] + a[H : 2 * H])
    q = v[2 * H :]
    n = np.tanh(a[2 * H :] + r * q)
    slope = (1 - z) * (1 - n**2)
    J = np.diag(z) + ((h - n) * z * (1 - z))[:, None] * V[H : 2 * H]
    return J + (slope * r)[:, None] * V[2 * H :] + (0 * slope * q * r * (1 - r))[:, None] * V[:H]
