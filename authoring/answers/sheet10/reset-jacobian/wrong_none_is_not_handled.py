"""Takes the remainder by None."""

import torch

MISCONCEPTION = "none-not-handled"
DESCRIPTION = "t_forcing = None, a network that is never forced, ends in an error."
HINT = "What is 5 % None, and when should your function not ask?"
LOSES = ["reset-test-free"]


def forced_product_norms(jacobians, t_forcing, N):
    product = torch.eye(jacobians.shape[1], dtype=jacobians.dtype)
    norms = []
    for t, J in enumerate(jacobians):
        if t % t_forcing == 0:
            J = J.clone()
            J[:, :N] = 0
        product = J @ product
        norms.append(torch.linalg.matrix_norm(product, ord=2))
    return torch.stack(norms)
