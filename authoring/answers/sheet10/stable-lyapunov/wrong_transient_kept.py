"""Ignores the transient."""

import math

import torch

MISCONCEPTION = "no-transient"
DESCRIPTION = "the steps of the transient are not made: the orbit begins at z1."
HINT = "At which state does the first Jacobian belong?"
LOSES = ["stable-test-exponent"]


def maximum_lyapunov_exponent(model, z1, T, T_trans=1000):
    z = z1
    Q, total = torch.eye(len(z), dtype=z.dtype), 0.0
    for _ in range(T):
        Q, R = torch.linalg.qr(model.jacobian(z).detach() @ Q)
        total += math.log(abs(R[0, 0]))
        z = model(z).detach()
    return total / T
