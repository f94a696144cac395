"""float32."""

import numpy as np


def log_weights(a, u, sigma2):
    k = a.shape[1]
    a, u = a.astype(np.float32), u.astype(np.float32)
    return np.sum(u * (u / (2 * k) - a), axis=1) / np.float32(sigma2)
