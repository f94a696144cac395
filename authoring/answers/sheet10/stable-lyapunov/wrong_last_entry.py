"""The last entry of the diagonal."""

import math

import torch

MISCONCEPTION = "last-entry"
DESCRIPTION = "this is the smallest exponent: the last entry of the diagonal is taken."
HINT = "In which order do the exponents stand on the diagonal of R?"
LOSES = ["stable-test-exponent", "stable-test-long"]


def maximum_lyapunov_exponent(model, z1, T, T_trans=1000):
    z = z1
    for _ in range(T_trans):
        z = model(z).detach()
    Q, total = torch.eye(len(z), dtype=z.dtype), 0.0
    for _ in range(T):
        Q, R = torch.linalg.qr(model.jacobian(z).detach() @ Q)
        total += math.log(abs(R[-1, -1]))
        z = model(z).detach()
    return total / T
