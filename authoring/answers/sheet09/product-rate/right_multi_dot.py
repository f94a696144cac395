"""multi_dot, the last factor first."""

import numpy as np


def product_rate(J, dt):
    return np.log(np.linalg.norm(np.linalg.multi_dot(J[::-1]), ord=2)) / (dt * J.shape[0])
