"""Row by row."""

import numpy as np


def lstm_jacobian(V, U, b, h, c, s):
    H = len(h)
    u, J = V @ h + U @ s + b, np.zeros((2 * H, 2 * H))
    for k in range(H):
        i, f, g, o = sigma(u[k]), sigma(u[H + k]), np.tanh(u[2 * H + k]), sigma(u[3 * H + k])
        J[H + k, :H] = i * (1 - i) * g * V[k] + f * (1 - f) * c[k] * V[H + k] + i * (1 - g * g) * V[2 * H + k]
        J[H + k, H + k] = f
        new = np.tanh(f * c[k] + i * g)
        J[k] = o * (1 - new * new) * J[H + k]
        J[k, :H] += o * (1 - o) * new * V[3 * H + k]
    return J
