"""functools."""

import functools
import math

import numpy as np


def product_rate(J, dt):
    product = functools.reduce(lambda P, Jt: Jt @ P, J)
    return math.log(np.linalg.svd(product, compute_uv=False)[0]) / len(J) / dt
