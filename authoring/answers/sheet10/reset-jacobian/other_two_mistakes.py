"""Rows instead of columns, and the Frobenius norm."""

import torch

LOSES = ["reset-test-free", "reset-test-forced", "reset-test-long"]


def forced_product_norms(jacobians, t_forcing, N):
    product = torch.eye(jacobians.shape[1], dtype=jacobians.dtype)
    norms = []
    for t, J in enumerate(jacobians):
        if t_forcing is not None and t % t_forcing == 0:
            J = J.clone()
            J[:N] = 0
        product = J @ product
        norms.append(torch.linalg.norm(product))
    return torch.stack(norms)
