"""Uses NumPy throughout."""

import numpy as np


def forced_product_norms(jacobians, t_forcing, N):
    J = jacobians.numpy().copy()
    if t_forcing is not None:
        J[::t_forcing, :, :N] = 0
    norms, product = np.empty(len(J)), np.eye(J.shape[1])
    for t in range(len(J)):
        product = J[t] @ product
        norms[t] = np.linalg.norm(product, 2)
    return norms
