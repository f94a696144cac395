"""np.split and names for the paths."""

import numpy as np


def gru_jacobian(V, U, b, d, h, s):
    V_r, V_z, V_n = np.split(V, 3)
    v_r, v_z, v_n = np.split(V @ h + b, 3)
    a_r, a_z, a_n = np.split(U @ s + d, 3)
    r, z = sigma(v_r + a_r), sigma(v_z + a_z)
    n = np.tanh(a_n + r * v_n)
    dr = np.diag(r * (1 - r)) @ V_r
    dz = np.diag(z * (1 - z)) @ V_z
    dn = np.diag(1 - n**2) @ (np.diag(v_n) @ dr + np.diag(r) @ V_n)
    return np.diag(1 - z) @ dn + np.diag(h - n) @ dz + np.diag(z)
