"""Zeroes the first N rows."""

import torch

MISCONCEPTION = "rows-instead-of-columns"
DESCRIPTION = (
    "the first N rows of J are zeroed, which says that the read-out *after* the step does not depend on anything."
)
HINT = "J[i, j] is the derivative of unit i after the step by unit j before it. Which of the two was overwritten?"
LOSES = ["reset-test-forced", "reset-test-long"]


def forced_product_norms(jacobians, t_forcing, N):
    product = torch.eye(jacobians.shape[1], dtype=jacobians.dtype)
    norms = []
    for t, J in enumerate(jacobians):
        if t_forcing is not None and t % t_forcing == 0:
            J = J.clone()
            J[:N] = 0
        product = J @ product
        norms.append(torch.linalg.matrix_norm(product, ord=2))
    return torch.stack(norms)
