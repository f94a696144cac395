"""Jacobians by autograd."""

import torch
from torch.autograd.functional import jacobian


def maximum_lyapunov_exponent(model, z1, T, T_trans=1000):
    z = z1
    for _ in range(T_trans):
        z = model(z).detach()
    Q, total = torch.eye(len(z), dtype=z.dtype), 0.0
    for _ in range(T):
        Q, R = torch.linalg.qr(jacobian(model, z) @ Q)
        total += torch.log(torch.abs(R[0, 0]))
        z = model(z).detach()
    return total / T
