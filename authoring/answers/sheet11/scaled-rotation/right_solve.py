"""From G and R."""

import numpy as np


def scaled_rotation(G, g):
    R = np.linalg.qr(G)[1]
    R = np.diag(np.sign(np.diag(R))) @ R
    return g * np.linalg.solve(R.T, G.T).T
