"""The mean logarithm of the norms."""

import math

import torch

MISCONCEPTION = "mean-of-norms"
DESCRIPTION = "this adds up the norms of single Jacobians, an upper bound of the exponent."
HINT = "Can one perturbation grow by the largest factor at every single step?"
LOSES = ["stable-test-exponent"]


def maximum_lyapunov_exponent(model, z1, T, T_trans=1000):
    z = z1
    for _ in range(T_trans):
        z = model(z).detach()
    total = 0.0
    for _ in range(T):
        total += math.log(torch.linalg.matrix_norm(model.jacobian(z).detach(), 2))
        z = model(z).detach()
    return total / T
