"""Multiplies the columns by a row of zeros and ones."""

import torch


def forced_product_norms(jacobians, t_forcing, N):
    keep = torch.ones(jacobians.shape[1], dtype=jacobians.dtype)
    keep[:N] = 0
    product, norms = None, []
    for t in range(len(jacobians)):
        J = jacobians[t] * keep if t_forcing and t % t_forcing == 0 else jacobians[t]
        product = J if product is None else J @ product
        norms.append(torch.linalg.matrix_norm(product, ord=2))
    return torch.stack(norms)
