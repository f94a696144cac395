"""The norm by eigenvalues."""

import numpy as np


def product_rate(J, dt):
    product = np.eye(J.shape[1])
    for Jt in J:
        product = Jt @ product
    return 0.5 * np.log(np.linalg.eigvalsh(product.T @ product).max()) / (len(J) * dt)
