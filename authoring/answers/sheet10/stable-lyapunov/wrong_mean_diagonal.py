"""The mean of the diagonal."""

import torch

MISCONCEPTION = "mean-of-diagonal"
DESCRIPTION = "this is the mean of all exponents, where the largest one is wanted."
HINT = "Which entry of the diagonal belongs to the largest exponent?"
LOSES = ["stable-test-exponent", "stable-test-long"]


def maximum_lyapunov_exponent(model, z1, T, T_trans=1000):
    z = z1
    for _ in range(T_trans):
        z = model(z).detach()
    Q, total = torch.eye(len(z), dtype=z.dtype), 0.0
    for _ in range(T):
        Q, R = torch.linalg.qr(model.jacobian(z).detach() @ Q)
        total += float(R.diagonal().abs().log().mean())
        z = model(z).detach()
    return total / T
