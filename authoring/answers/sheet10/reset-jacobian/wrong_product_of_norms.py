"""Multiplies the norms."""

import torch

MISCONCEPTION = "product-of-norms"
DESCRIPTION = "the norms of the single Jacobians are multiplied."
HINT = "Is the norm of a product the product of the norms? Try two matrices that stretch different directions."
LOSES = ["reset-test-free", "reset-test-forced", "reset-test-long"]


def forced_product_norms(jacobians, t_forcing, N):
    norms, product = [], 1.0
    for t, J in enumerate(jacobians):
        if t_forcing is not None and t % t_forcing == 0:
            J = J.clone()
            J[:, :N] = 0
        product = product * torch.linalg.matrix_norm(J, ord=2)
        norms.append(product)
    return torch.stack(norms)
