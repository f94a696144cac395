"""A tangent per unit."""

import numpy as np


def gru_jacobian(V, U, b, d, h, s):
    H, columns = len(h), []
    v, a = V @ h + b, U @ s + d
    r, z = sigma((v + a)[:H]), sigma((v + a)[H : 2 * H])
    n = np.tanh(a[2 * H :] + r * v[2 * H :])
    for direction in np.eye(H):
        dv = V @ direction
        dr, dz = r * (1 - r) * dv[:H], z * (1 - z) * dv[H : 2 * H]
        dn = (1 - n**2) * (dr * v[2 * H :] + r * dv[2 * H :])
        columns.append(dz * h + z * direction - dz * n + (1 - z) * dn)
    return np.array(columns).T
