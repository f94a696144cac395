"""Row by row."""

import numpy as np


def gru_jacobian(V, U, b, d, h, s):
    H = len(h)
    v, a, J = V @ h + b, U @ s + d, np.zeros((H, H))
    for i in range(H):
        r, z = sigma(v[i] + a[i]), sigma(v[H + i] + a[H + i])
        n = np.tanh(a[2 * H + i] + r * v[2 * H + i])
        J[i] = (h[i] - n) * z * (1 - z) * V[H + i]
        J[i] += (1 - z) * (1 - n * n) * (r * V[2 * H + i] + v[2 * H + i] * r * (1 - r) * V[i])
        J[i, i] += z
    return J
