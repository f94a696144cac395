"""Norms of single Jacobians."""

import torch

MISCONCEPTION = "single-jacobians"
DESCRIPTION = "the norms are those of single Jacobians, not of the product up to that step."
HINT = "What has to be kept from one step to the next?"
LOSES = ["reset-test-free", "reset-test-forced", "reset-test-long"]


def forced_product_norms(jacobians, t_forcing, N):
    product = torch.eye(jacobians.shape[1], dtype=jacobians.dtype)
    norms = []
    for t, J in enumerate(jacobians):
        if t_forcing is not None and t % t_forcing == 0:
            J = J.clone()
            J[:, :N] = 0
        product = J @ product
        norms.append(torch.linalg.matrix_norm(J, ord=2))
    return torch.stack(norms)
