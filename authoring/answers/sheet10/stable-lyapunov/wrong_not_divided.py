"""Returns the sum."""

import math

import torch

MISCONCEPTION = "not-divided"
DESCRIPTION = "the sum is not divided by the number of steps."
HINT = "Would the result grow if the orbit were twice as long? Should it?"
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
    return total
