"""torch's matrix norm raises on NaN."""

import torch
from torch.autograd.functional import jacobian

MISCONCEPTION = "raises-on-overflow"
DESCRIPTION = "your function stops with an error when the product overflows."
HINT = "torch's own norm does not accept NaN. A tool that does is imported."
LOSES = ["naive-test-overflow"]


def naive_max_lyapunov_exponent(model, z1, T):
    product = torch.eye(len(z1))
    norms = torch.zeros(T)
    z = z1
    for r in range(T):
        product = jacobian(model, z) @ product
        norms[r] = torch.linalg.matrix_norm(product, 2)
        z = model(z).detach()
    return torch.log(norms[-1]) / T, norms
