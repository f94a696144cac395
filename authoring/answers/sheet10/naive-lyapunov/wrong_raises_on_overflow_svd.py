"""torch's singular values raise on NaN."""

import torch
from torch.autograd.functional import jacobian

MISCONCEPTION = "raises-on-overflow"
LOSES = ["naive-test-overflow"]


def naive_max_lyapunov_exponent(model, z1, T):
    product = torch.eye(len(z1))
    norms = torch.zeros(T)
    z = z1
    for r in range(T):
        product = jacobian(model, z) @ product
        norms[r] = torch.linalg.svdvals(product).max()
        z = model(z).detach()
    return torch.log(norms[-1]) / T, norms
