"""Writes the zeros into the argument."""

import torch

MISCONCEPTION = "changes-arguments"
DESCRIPTION = "the result is right, but the function overwrites its argument."
HINT = "Whoever calls it goes on with the changed values. On what could you work instead?"
LOSES = ["reset-test-forced"]


def forced_product_norms(jacobians, t_forcing, N):
    product, norms = torch.eye(jacobians.shape[1], dtype=jacobians.dtype), []
    for t, J in enumerate(jacobians):
        if t_forcing is not None and t % t_forcing == 0:
            J[:, :N] = 0
        product = J @ product
        norms.append(torch.linalg.matrix_norm(product, ord=2))
    return torch.stack(norms)
