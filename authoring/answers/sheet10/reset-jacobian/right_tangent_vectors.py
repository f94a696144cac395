"""Carries M unit vectors along, and takes their largest singular value."""

import numpy as np
import torch


def forced_product_norms(jacobians, t_forcing, N):
    J, product, norms = jacobians.clone(), None, []
    for t in range(0, len(J), t_forcing) if t_forcing else []:
        J[t, :, :N] = 0
    for factor in J:
        product = factor if product is None else torch.einsum("ij,jk->ik", factor, product)
        norms.append(torch.linalg.norm(product, ord=2).item())
    return np.array(norms)
