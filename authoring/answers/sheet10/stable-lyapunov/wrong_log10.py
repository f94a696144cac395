"""Logarithm to base 10."""

import math

import torch

MISCONCEPTION = "log10"
DESCRIPTION = "the logarithm is to base 10."
HINT = "In which unit is the exponent wanted?"
LOSES = ["stable-test-exponent", "stable-test-long"]


def maximum_lyapunov_exponent(model, z1, T, T_trans=1000):
    z = z1
    for _ in range(T_trans):
        z = model(z).detach()
    Q, total = torch.eye(len(z), dtype=z.dtype), 0.0
    for _ in range(T):
        Q, R = torch.linalg.qr(model.jacobian(z).detach() @ Q)
        total += math.log10(abs(R[0, 0]))
        z = model(z).detach()
    return total / T
