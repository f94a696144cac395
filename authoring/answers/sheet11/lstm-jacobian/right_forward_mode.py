"""A tangent per direction."""

import numpy as np


def lstm_jacobian(V, U, b, h, c, s):
    H, columns = len(h), []
    i, f, g, o = np.split(V @ h + U @ s + b, 4)
    i, f, g, o = sigma(i), sigma(f), np.tanh(g), sigma(o)
    new = f * c + i * g
    for direction in np.eye(2 * H):
        dh, dc = direction[:H], direction[H:]
        di, df, dg, do = np.split(V @ dh, 4)
        di, df, dg, do = i * (1 - i) * di, f * (1 - f) * df, (1 - g * g) * dg, o * (1 - o) * do
        dc = df * c + f * dc + di * g + i * dg
        columns.append(np.concatenate([do * np.tanh(new) + o * (1 - np.tanh(new) ** 2) * dc, dc]))
    return np.array(columns).T
