"""No reset at t = 0."""

import torch

MISCONCEPTION = "not-at-zero"
DESCRIPTION = "the reset at t = 0 is missing."
HINT = "Is 0 a multiple of τ?"
LOSES = ["reset-test-forced", "reset-test-long"]


def forced_product_norms(jacobians, t_forcing, N):
    product = torch.eye(jacobians.shape[1], dtype=jacobians.dtype)
    norms = []
    for t, J in enumerate(jacobians):
        if t_forcing is not None and t > 0 and t % t_forcing == 0:
            J = J.clone()
            J[:, :N] = 0
        product = J @ product
        norms.append(torch.linalg.matrix_norm(product, ord=2))
    return torch.stack(norms)
