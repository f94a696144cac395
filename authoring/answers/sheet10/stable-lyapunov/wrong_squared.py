"""The logarithm of the square."""

import math

import torch

MISCONCEPTION = "squared"
DESCRIPTION = "the entry is squared, which doubles every logarithm."
HINT = "What else makes a number positive?"
LOSES = ["stable-test-exponent", "stable-test-long"]


def maximum_lyapunov_exponent(model, z1, T, T_trans=1000):
    z = z1
    for _ in range(T_trans):
        z = model(z).detach()
    Q, total = torch.eye(len(z), dtype=z.dtype), 0.0
    for _ in range(T):
        Q, R = torch.linalg.qr(model.jacobian(z).detach() @ Q)
        total += math.log(R[0, 0] ** 2)
        z = model(z).detach()
    return total / T
