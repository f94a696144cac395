"""The reset stands in place of the Jacobian."""

import torch

MISCONCEPTION = "no-step-when-forced"
DESCRIPTION = "at a forced step only the reset is in the product, not the step that follows it."
HINT = "Does the network make a step at the times at which it is forced?"
LOSES = ["reset-test-forced", "reset-test-long"]


def forced_product_norms(jacobians, t_forcing, N):
    product = torch.eye(jacobians.shape[1], dtype=jacobians.dtype)
    norms = []
    for t, J in enumerate(jacobians):
        if t_forcing is not None and t % t_forcing == 0:
            J = torch.eye(len(J), dtype=J.dtype)
            J[:N, :N] = 0
        product = J @ product
        norms.append(torch.linalg.matrix_norm(product, ord=2))
    return torch.stack(norms)
