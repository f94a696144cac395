"""h z', without n."""

import numpy as np

MISCONCEPTION = "candidate-missing-in-update"
DESCRIPTION = "z weighs h against n, so its derivative comes with h - n, not with h alone."
HINT = "Differentiate (1 - z) n + z h with respect to z."
LOSES = ["gru-test-update"]


def gru_jacobian(V, U, b, d, h, s):
    H = len(h)
    v, a = V @ h + b, U @ s + d
    r, z = sigma(v[:H] + a[:H]), sigma(v[H : 2 * H] + a[H : 2 * H])
    q = v[2 * H :]
    n = np.tanh(a[2 * H :] + r * q)
    slope = (1 - z) * (1 - n**2)
    J = np.diag(z) + (h * z * (1 - z))[:, None] * V[H : 2 * H]
    return J + (slope * r)[:, None] * V[2 * H :] + (slope * q * r * (1 - r))[:, None] * V[:H]
