"""Forces at every step."""

import torch

MISCONCEPTION = "every-step"
DESCRIPTION = "the network is forced at every step."
HINT = "Where does t_forcing enter your loop?"
LOSES = ["reset-test-forced", "reset-test-long"]


def forced_product_norms(jacobians, t_forcing, N):
    product = torch.eye(jacobians.shape[1], dtype=jacobians.dtype)
    norms = []
    for J in jacobians:
        if t_forcing is not None:
            J = J.clone()
            J[:, :N] = 0
        product = J @ product
        norms.append(torch.linalg.matrix_norm(product, ord=2))
    return torch.stack(norms)
