"""The mean Jacobian."""

import numpy as np

LOSES = ["rate-test"]


def product_rate(J, dt):
    return np.log(np.linalg.norm(J.mean(axis=0), 2)) / dt
