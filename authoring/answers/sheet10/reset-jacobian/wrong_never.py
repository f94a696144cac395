"""Never forces."""

import torch

MISCONCEPTION = "never"
DESCRIPTION = "no step is forced."
HINT = "What is different about the Jacobian at t = 0, τ, 2τ, …?"
LOSES = ["reset-test-forced", "reset-test-long"]


def forced_product_norms(jacobians, t_forcing, N):
    product = torch.eye(jacobians.shape[1], dtype=jacobians.dtype)
    norms = []
    for J in jacobians:
        product = J @ product
        norms.append(torch.linalg.matrix_norm(product, ord=2))
    return torch.stack(norms)
