"""Works in float32."""

import torch

MISCONCEPTION = "single-precision"
DESCRIPTION = "the product is kept in float32, so norms below 1e-45 become zero."
HINT = "What is the smallest positive number of the type that you compute in?"
LOSES = ["reset-test-long"]


def forced_product_norms(jacobians, t_forcing, N):
    jacobians = jacobians.float()
    product = torch.eye(jacobians.shape[1], dtype=jacobians.dtype)
    norms = []
    for t, J in enumerate(jacobians):
        if t_forcing is not None and t % t_forcing == 0:
            J = J.clone()
            J[:, :N] = 0
        product = J @ product
        norms.append(torch.linalg.matrix_norm(product, ord=2))
    return torch.stack(norms)
