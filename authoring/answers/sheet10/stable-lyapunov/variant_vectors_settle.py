"""Turns the tangent vectors along the transient, too."""

import math

import torch


def maximum_lyapunov_exponent(model, z1, T, T_trans=1000):
    z, Q, total = z1, torch.eye(len(z1), dtype=z1.dtype), 0.0
    for t in range(-T_trans, T):
        Q, R = torch.linalg.qr(model.jacobian(z).detach() @ Q)
        if t >= 0:
            total += math.log(abs(R[0, 0]))
        z = model(z).detach()
    return total / T
