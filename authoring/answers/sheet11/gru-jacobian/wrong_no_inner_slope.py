"""The slope of tanh is left out."""

import numpy as np

MISCONCEPTION = "candidate-slope-missing"
DESCRIPTION = "the slope of tanh, 1 - n^2, is missing on the way through n."
HINT = "n is a tanh. What is the outer derivative?"
LOSES = ["gru-test-candidate", "gru-test-reset"]


def gru_jacobian(V, U, b, d, h, s):
    H = len(h)
    v, a = V @ h + b, U @ s + d
    r, z = sigma(v[:H] + a[:H]), sigma(v[H : 2 * H] + a[H : 2 * H])
    q = v[2 * H :]
    n = np.tanh(a[2 * H :] + r * q)
    slope = (1 - z) * (1 - 0 * n**2)
    J = np.diag(z) + ((h - n) * z * (1 - z))[:, None] * V[H : 2 * H]
    return J + (slope * r)[:, None] * V[2 * H :] + (slope * q * r * (1 - r))[:, None] * V[:H]
