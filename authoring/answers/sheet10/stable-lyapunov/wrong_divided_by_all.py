"""Divides by all steps."""

import math

import torch

MISCONCEPTION = "divided-by-all-steps"
DESCRIPTION = "the sum is divided by all steps, the transient ones included."
HINT = "How many terms does the sum have?"
LOSES = ["stable-test-exponent", "stable-test-long"]


def maximum_lyapunov_exponent(model, z1, T, T_trans=1000):
    z = z1
    for _ in range(T_trans):
        z = model(z).detach()
    Q, total = torch.eye(len(z), dtype=z.dtype), 0.0
    for _ in range(T):
        Q, R = torch.linalg.qr(model.jacobian(z).detach() @ Q)
        total += math.log(abs(R[0, 0]))
        z = model(z).detach()
    return total / (T_trans + T)
