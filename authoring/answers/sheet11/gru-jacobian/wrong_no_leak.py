"""The straight path is left out."""

import numpy as np

MISCONCEPTION = "straight-path-missing"
DESCRIPTION = "the term without weights is missing: h enters z * h directly."
HINT = "If V were zero, would h after the step still depend on h before it?"
LOSES = ["gru-test-straight"]


def gru_jacobian(V, U, b, d, h, s):
    H = len(h)
    v, a = V @ h + b, U @ s + d
    r, z = sigma(v[:H] + a[:H]), sigma(v[H : 2 * H] + a[H : 2 * H])
    q = v[2 * H :]
    n = np.tanh(a[2 * H :] + r * q)
    slope = (1 - z) * (1 - n**2)
    J = np.diag(0 * z) + ((h - n) * z * (1 - z))[:, None] * V[H : 2 * H]
    return J + (slope * r)[:, None] * V[2 * H :] + (slope * q * r * (1 - r))[:, None] * V[:H]
