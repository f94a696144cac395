"""The mean logarithm of the spectral radii."""

import math

import torch

MISCONCEPTION = "mean-of-radii"
DESCRIPTION = "this adds up eigenvalue moduli of single Jacobians, which do not multiply."
HINT = "Are the eigenvalues of a product the products of the eigenvalues?"
LOSES = ["stable-test-exponent"]


def maximum_lyapunov_exponent(model, z1, T, T_trans=1000):
    z = z1
    for _ in range(T_trans):
        z = model(z).detach()
    total = 0.0
    for _ in range(T):
        total += math.log(torch.linalg.eigvals(model.jacobian(z).detach()).abs().max())
        z = model(z).detach()
    return total / T
