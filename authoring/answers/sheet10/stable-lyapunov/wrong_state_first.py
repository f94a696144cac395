"""Moves the state before it takes the Jacobian."""

import math

import torch

MISCONCEPTION = "jacobian-too-late"
DESCRIPTION = "the Jacobian is taken after the state has moved, one step too late."
HINT = "At which state does the first Jacobian belong?"
LOSES = ["stable-test-exponent"]


def maximum_lyapunov_exponent(model, z1, T, T_trans=1000):
    z = z1
    for _ in range(T_trans):
        z = model(z).detach()
    Q, total = torch.eye(len(z), dtype=z.dtype), 0.0
    for _ in range(T):
        z = model(z).detach()
        Q, R = torch.linalg.qr(model.jacobian(z).detach() @ Q)
        total += math.log(abs(R[0, 0]))
    return total / T
