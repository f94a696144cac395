"""The tanh gate has the slope of a sigmoid."""

import numpy as np

MISCONCEPTION = "tanh-gate-slope"
DESCRIPTION = "the slope of g is taken as g (1 - g), that of a sigmoid; g is a tanh."
HINT = "Which of the four gates is not a sigmoid?"
LOSES = ["lstm-test-input"]


def lstm_jacobian(V, U, b, h, c, s):
    i, f, g, o = np.split(V @ h + U @ s + b, 4)
    i, f, g, o = sigma(i), sigma(f), np.tanh(g), sigma(o)
    V_i, V_f, V_g, V_o = np.split(V, 4)
    bent = np.tanh(f * c + i * g)
    by_cell = o * (1 - bent**2)
    c_by_c = f
    c_by_h = (g * i * (1 - i))[:, None] * V_i + (c * f * (1 - f))[:, None] * V_f + (i * g * (1 - g))[:, None] * V_g
    h_by_h = (bent * o * (1 - o))[:, None] * V_o + by_cell[:, None] * c_by_h
    h_by_c = by_cell * f
    return np.block([[h_by_h, np.diag(h_by_c)], [c_by_h, np.diag(c_by_c)]])
