"""Catches what torch's norm raises."""

import torch
from torch.autograd.functional import jacobian


def naive_max_lyapunov_exponent(model, z1, T):
    product = torch.eye(z1.shape[0])
    norms = torch.empty(T).fill_(torch.inf)
    z = z1
    r = 0
    while r < T:
        product = jacobian(model, z) @ product
        try:
            norm = torch.linalg.matrix_norm(product, ord=2)
        except RuntimeError:
            break
        if torch.isnan(norm):
            break
        norms[r] = norm
        z = model(z).detach()
        r += 1
    return torch.log(norms[T - 1]) / T, norms
