"""Takes the largest modulus of an eigenvalue."""

import torch

MISCONCEPTION = "spectral-radius"
DESCRIPTION = "the largest modulus of an eigenvalue is taken, which can be much smaller than the spectral norm."
HINT = "By how much can a matrix stretch a vector that is no eigenvector?"
LOSES = ["reset-test-free", "reset-test-forced", "reset-test-long"]


def forced_product_norms(jacobians, t_forcing, N):
    product = torch.eye(jacobians.shape[1], dtype=jacobians.dtype)
    norms = []
    for t, J in enumerate(jacobians):
        if t_forcing is not None and t % t_forcing == 0:
            J = J.clone()
            J[:, :N] = 0
        product = J @ product
        norms.append(torch.linalg.eigvals(product).abs().max())
    return torch.stack(norms)
