"""Multiplies by the transposed Jacobian."""

import math

import torch

MISCONCEPTION = "transposed-jacobian"
DESCRIPTION = "the Jacobian is transposed, so the product runs backwards in time."
HINT = "What do the rows of J belong to, the old state or the new one? Which of them meets Q?"
LOSES = ["stable-test-exponent"]


def maximum_lyapunov_exponent(model, z1, T, T_trans=1000):
    z = z1
    for _ in range(T_trans):
        z = model(z).detach()
    Q, total = torch.eye(len(z), dtype=z.dtype), 0.0
    for _ in range(T):
        Q, R = torch.linalg.qr(model.jacobian(z).detach().T @ Q)
        total += math.log(abs(R[0, 0]))
        z = model(z).detach()
    return total / T
