"""Zeroes everything at a reset."""

import torch

MISCONCEPTION = "whole-jacobian-zeroed"
DESCRIPTION = "the whole Jacobian is set to zero at a reset."
HINT = "Are all units overwritten by the data?"
LOSES = ["reset-test-forced", "reset-test-long"]


def forced_product_norms(jacobians, t_forcing, N):
    product = torch.eye(jacobians.shape[1], dtype=jacobians.dtype)
    norms = []
    for t, J in enumerate(jacobians):
        if t_forcing is not None and t % t_forcing == 0:
            J = torch.zeros_like(J)
        product = J @ product
        norms.append(torch.linalg.matrix_norm(product, ord=2))
    return torch.stack(norms)
