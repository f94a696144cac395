"""Turns a copy of the model to double precision."""

import copy

import numpy as np
import torch


def maximum_lyapunov_exponent(model, z1, T, T_trans=1000):
    model, z = copy.deepcopy(model).double(), z1.double()
    for _ in range(T_trans):
        z = model(z).detach()
    Q, total = torch.eye(len(z)).double(), 0.0
    for _ in range(T):
        Q, R = torch.linalg.qr(model.jacobian(z).detach() @ Q)
        total += np.log(np.abs(R[0, 0].item()))
        z = model(z).detach()
    return total / T
