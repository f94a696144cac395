"""R from the Cholesky factor."""

import numpy as np


def scaled_rotation(G, g):
    R = np.linalg.cholesky(G.T @ G).T
    return g * G @ np.linalg.inv(R)
