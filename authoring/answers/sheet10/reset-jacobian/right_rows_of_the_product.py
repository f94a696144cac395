"""Zeroes the first rows of the product before it is multiplied by J."""

import torch


def forced_product_norms(jacobians, t_forcing, N):
    product = torch.eye(jacobians.shape[1], dtype=jacobians.dtype)
    norms = []
    for t, J in enumerate(jacobians):
        if t_forcing is not None and t % t_forcing == 0:
            product = torch.cat([torch.zeros_like(product[:N]), product[N:]])
        product = J @ product
        norms.append(float(torch.linalg.matrix_norm(product, 2)))
    return torch.tensor(norms, dtype=torch.float64)
