"""Forces at t = 0 alone."""

import torch

MISCONCEPTION = "only-once"
DESCRIPTION = "the network is forced at t = 0 and never again."
HINT = "How many resets are there in 3τ steps?"
LOSES = ["reset-test-forced", "reset-test-long"]


def forced_product_norms(jacobians, t_forcing, N):
    product = torch.eye(jacobians.shape[1], dtype=jacobians.dtype)
    norms = []
    for t, J in enumerate(jacobians):
        if t_forcing is not None and t == 0:
            J = J.clone()
            J[:, :N] = 0
        product = J @ product
        norms.append(torch.linalg.matrix_norm(product, ord=2))
    return torch.stack(norms)
