"""i and f as constants."""

import numpy as np

LOSES = ["lstm-test-forget", "lstm-test-input"]


def lstm_jacobian(V, U, b, h, c, s):
    i, f, g, o = np.split(V @ h + U @ s + b, 4)
    i, f, g, o = sigma(i), sigma(f), np.tanh(g), sigma(o)
    V_i, V_f, V_g, V_o = np.split(V, 4)
    bent = np.tanh(f * c + i * g)
    by_cell = o * (1 - bent**2)
    c_by_c = f
    c_by_h = (0 * i)[:, None] * V_i + (0 * f)[:, None] * V_f + (i * (1 - g**2))[:, None] * V_g
    h_by_h = (bent * o * (1 - o))[:, None] * V_o + by_cell[:, None] * c_by_h
    h_by_c = by_cell * f
    return np.block([[h_by_h, np.diag(h_by_c)], [c_by_h, np.diag(c_by_c)]])
