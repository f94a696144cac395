"""Forces at the steps before the multiples."""

import torch

MISCONCEPTION = "late-by-one"
DESCRIPTION = "the resets come at t + 1 = τ, 2τ, … instead of t = 0, τ, 2τ, …"
HINT = "At which steps did your forward run force the network?"
LOSES = ["reset-test-forced", "reset-test-long"]


def forced_product_norms(jacobians, t_forcing, N):
    product = torch.eye(jacobians.shape[1], dtype=jacobians.dtype)
    norms = []
    for t, J in enumerate(jacobians):
        if t_forcing is not None and (t + 1) % t_forcing == 0:
            J = J.clone()
            J[:, :N] = 0
        product = J @ product
        norms.append(torch.linalg.matrix_norm(product, ord=2))
    return torch.stack(norms)
