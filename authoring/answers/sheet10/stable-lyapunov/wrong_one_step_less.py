"""Makes one step less."""

import math

import torch

MISCONCEPTION = "one-step-less"
DESCRIPTION = "one step is missing: there are T − 1 logarithms, divided by T."
HINT = "How many Jacobians are there between step 1 and step T, both counted?"
LOSES = ["stable-test-exponent", "stable-test-long"]


def maximum_lyapunov_exponent(model, z1, T, T_trans=1000):
    z = z1
    for _ in range(T_trans):
        z = model(z).detach()
    Q, total = torch.eye(len(z), dtype=z.dtype), 0.0
    for _ in range(T - 1):
        Q, R = torch.linalg.qr(model.jacobian(z).detach() @ Q)
        total += math.log(abs(R[0, 0]))
        z = model(z).detach()
    return total / T
