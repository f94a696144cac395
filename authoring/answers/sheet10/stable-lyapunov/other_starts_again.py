"""Starts the vectors again every five steps."""

import math

import torch

LOSES = ["stable-test-exponent"]


def maximum_lyapunov_exponent(model, z1, T, T_trans=1000):
    z = z1
    for _ in range(T_trans):
        z = model(z).detach()
    Q, total = torch.eye(len(z), dtype=z.dtype), 0.0
    for t in range(T):
        if t % 5 == 4:
            Q = torch.eye(len(z), dtype=z.dtype)
        Q, R = torch.linalg.qr(model.jacobian(z).detach() @ Q)
        total += math.log(abs(R[0, 0]))
        z = model(z).detach()
    return total / T
