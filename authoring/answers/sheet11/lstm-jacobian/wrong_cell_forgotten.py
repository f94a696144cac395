"""dh/dc is zero."""

import numpy as np

MISCONCEPTION = "cell-not-passed-on"
DESCRIPTION = "the block of h with respect to c is zero; the old cell reaches the new h through f."
HINT = "If the cell were larger before the step, would h after it be another one?"
LOSES = ["lstm-test-through"]


def lstm_jacobian(V, U, b, h, c, s):
    i, f, g, o = np.split(V @ h + U @ s + b, 4)
    i, f, g, o = sigma(i), sigma(f), np.tanh(g), sigma(o)
    V_i, V_f, V_g, V_o = np.split(V, 4)
    bent = np.tanh(f * c + i * g)
    by_cell = o * (1 - bent**2)
    c_by_c = f
    c_by_h = (g * i * (1 - i))[:, None] * V_i + (c * f * (1 - f))[:, None] * V_f + (i * (1 - g**2))[:, None] * V_g
    h_by_h = (bent * o * (1 - o))[:, None] * V_o + by_cell[:, None] * c_by_h
    h_by_c = 0 * by_cell * f
    return np.block([[h_by_h, np.diag(h_by_c)], [c_by_h, np.diag(c_by_c)]])
