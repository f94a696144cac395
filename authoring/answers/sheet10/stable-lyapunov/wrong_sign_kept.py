"""No absolute value."""

import torch

MISCONCEPTION = "no-absolute-value"
DESCRIPTION = "the logarithm is taken without an absolute value, and the entry may be negative."
HINT = "Does the sign of a diagonal entry of R say anything about growth?"
LOSES = ["stable-test-exponent"]


def maximum_lyapunov_exponent(model, z1, T, T_trans=1000):
    z = z1
    for _ in range(T_trans):
        z = model(z).detach()
    Q, total = torch.eye(len(z), dtype=z.dtype), 0.0
    for _ in range(T):
        Q, R = torch.linalg.qr(model.jacobian(z).detach() @ Q)
        total += float(torch.log(R[0, 0]))
        z = model(z).detach()
    return total / T
