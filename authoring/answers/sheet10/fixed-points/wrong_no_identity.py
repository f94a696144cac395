"""Solves J z = c."""

import math

import torch

MISCONCEPTION = "no-identity"
DESCRIPTION = "this solves J z = c, without the identity."
HINT = "Start from z = J z + c and collect z on one side. What stands there?"
LOSES = ["fixed-test-point", "fixed-test-none"]


def fixed_point(model, z, rounds=100):
    A, W1, W2, h1, h2 = (p.detach() for p in (model.A, model.W1, model.W2, model.h1, model.h2))
    for _ in range(rounds):
        active = (W2 @ z + h2 > 0).to(A.dtype)
        J = torch.diag(A) + (W1 * active) @ W2
        z = torch.linalg.solve(J, (W1 * active) @ h2 + h1)
        if torch.equal((W2 @ z + h2 > 0).to(A.dtype), active):
            return z
    return torch.full_like(z, math.nan)
