"""r multiplies h, as in the first paper."""

import numpy as np

MISCONCEPTION = "reset-before-the-weights"
DESCRIPTION = "r multiplies h before V_n; torch multiplies the product v_n = V_n h + b_n."
HINT = "Is it V_n (r h), as in the paper of 2014, or r (V_n h + b_n)?"
LOSES = ["gru-test-candidate", "gru-test-reset", "gru-test-update"]


def gru_jacobian(V, U, b, d, h, s):
    V_r, V_z, V_n = np.split(V, 3)
    a = U @ s + d
    v = V @ h + b
    H = len(h)
    r, z = sigma((v + a)[:H]), sigma((v + a)[H : 2 * H])
    n = np.tanh(a[2 * H :] + V_n @ (r * h) + b[2 * H :])
    dn = (1 - n**2)[:, None] * (V_n @ (np.diag(r) + (h * r * (1 - r))[:, None] * V_r))
    return np.diag(z) + ((h - n) * z * (1 - z))[:, None] * V_z + (1 - z)[:, None] * dn
