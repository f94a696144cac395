"""Multiplies the new Jacobian on the right."""

import torch

MISCONCEPTION = "reversed"
DESCRIPTION = "each new Jacobian is multiplied on the right."
HINT = "Which Jacobian meets a small change of the initial state first, and on which side of the product does it stand?"
LOSES = ["reset-test-free", "reset-test-forced", "reset-test-long"]


def forced_product_norms(jacobians, t_forcing, N):
    product = torch.eye(jacobians.shape[1], dtype=jacobians.dtype)
    norms = []
    for t, J in enumerate(jacobians):
        if t_forcing is not None and t % t_forcing == 0:
            J = J.clone()
            J[:, :N] = 0
        product = product @ J
        norms.append(torch.linalg.matrix_norm(product, ord=2))
    return torch.stack(norms)
