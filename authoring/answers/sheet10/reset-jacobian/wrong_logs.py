"""Returns logarithms."""

import torch

MISCONCEPTION = "logarithms"
DESCRIPTION = "the logarithms of the norms are returned."
HINT = "Who takes the logarithm, your function or the picture?"
LOSES = ["reset-test-free", "reset-test-forced", "reset-test-long"]


def forced_product_norms(jacobians, t_forcing, N):
    product = torch.eye(jacobians.shape[1], dtype=jacobians.dtype)
    norms = []
    for t, J in enumerate(jacobians):
        if t_forcing is not None and t % t_forcing == 0:
            J = J.clone()
            J[:, :N] = 0
        product = J @ product
        norms.append(torch.log(torch.linalg.matrix_norm(product, ord=2)))
    return torch.stack(norms)
