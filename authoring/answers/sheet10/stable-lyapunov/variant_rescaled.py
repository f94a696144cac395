"""Rescales the whole product by its norm: the definition, without overflow."""

import math

import torch


def maximum_lyapunov_exponent(model, z1, T, T_trans=1000):
    z = z1
    for _ in range(T_trans):
        z = model(z).detach()
    P, total = torch.eye(len(z), dtype=z.dtype), 0.0
    for _ in range(T):
        P = model.jacobian(z).detach() @ P
        size = torch.linalg.matrix_norm(P, 2)
        P, total = P / size, total + math.log(size)
        z = model(z).detach()
    return total / T
