"""Vectorised Jacobians and a list of norms; keeps the graph of the orbit."""

import math

import torch
from torch.autograd.functional import jacobian


def naive_max_lyapunov_exponent(model, z1, T):
    P, z, norms = torch.eye(len(z1)), z1, []
    for r in range(T):
        P = jacobian(model, z, vectorize=True) @ P
        z = model(z)
        if r and norms[-1] == float("inf") or not bool(torch.isfinite(P).all()):
            norms.append(float("inf"))
        else:
            norms.append(torch.linalg.norm(P, ord=2))
    return math.log(norms[T - 1]) / T, norms
