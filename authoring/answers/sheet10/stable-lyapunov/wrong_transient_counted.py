"""Counts the transient."""

import math

import torch

MISCONCEPTION = "transient-counted"
DESCRIPTION = "the growth during the transient is counted as well."
HINT = "How many logarithms do you add up, and how many should it be?"
LOSES = ["stable-test-exponent"]


def maximum_lyapunov_exponent(model, z1, T, T_trans=1000):
    z, Q, total = z1, torch.eye(len(z1), dtype=z1.dtype), 0.0
    for _ in range(T_trans + T):
        Q, R = torch.linalg.qr(model.jacobian(z).detach() @ Q)
        total += math.log(abs(R[0, 0]))
        z = model(z).detach()
    return total / (T_trans + T)
