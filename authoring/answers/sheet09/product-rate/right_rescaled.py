"""Rescaled in every step."""

import numpy as np


def product_rate(J, dt):
    P, total = np.eye(J.shape[-1]), 0.0
    for Jt in J:
        P = Jt @ P
        size = np.abs(P).max()
        P, total = P / size, total + np.log(size)
    return (total + np.log(np.linalg.norm(P, 2))) / len(J) / dt
