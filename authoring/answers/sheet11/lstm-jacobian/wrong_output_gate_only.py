"""c after the step held fixed."""

import numpy as np

MISCONCEPTION = "new-cell-held-fixed"
DESCRIPTION = "the path from h through the new cell to the new h is missing."
HINT = "h moves i, f and g, those move the new c, and h after the step is o tanh(new c)."
LOSES = ["lstm-test-through"]


def lstm_jacobian(V, U, b, h, c, s):
    i, f, g, o = np.split(V @ h + U @ s + b, 4)
    i, f, g, o = sigma(i), sigma(f), np.tanh(g), sigma(o)
    V_i, V_f, V_g, V_o = np.split(V, 4)
    bent = np.tanh(f * c + i * g)
    by_cell = o * (1 - bent**2)
    c_by_c = f
    c_by_h = (g * i * (1 - i))[:, None] * V_i + (c * f * (1 - f))[:, None] * V_f + (i * (1 - g**2))[:, None] * V_g
    h_by_h = (bent * o * (1 - o))[:, None] * V_o + 0 * by_cell[:, None] * c_by_h
    h_by_c = by_cell * f
    return np.block([[h_by_h, np.diag(h_by_c)], [c_by_h, np.diag(c_by_c)]])
