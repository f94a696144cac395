"""Forgets Q from step to step."""

import math

import torch

MISCONCEPTION = "q-not-kept"
DESCRIPTION = "Q does not carry the perturbations on: it stands on the wrong side of the Jacobian, or is not used."
HINT = "The columns of Q are the perturbations after the step before. On which side of the Jacobian do they stand?"
LOSES = ["stable-test-exponent"]


def maximum_lyapunov_exponent(model, z1, T, T_trans=1000):
    z = z1
    for _ in range(T_trans):
        z = model(z).detach()
    total = 0.0
    for _ in range(T):
        Q, R = torch.linalg.qr(model.jacobian(z).detach())
        total += math.log(abs(R[0, 0]))
        z = model(z).detach()
    return total / T
