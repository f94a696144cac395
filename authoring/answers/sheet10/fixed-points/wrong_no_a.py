"""Leaves the diagonal part out."""

import math

import torch

MISCONCEPTION = "no-linear-part"
DESCRIPTION = "the linear part diag(A) is missing from J."
HINT = "Which terms of the map depend on z while the pattern is fixed?"
LOSES = ["fixed-test-point"]


def fixed_point(model, z, rounds=100):
    A, W1, W2, h1, h2 = (p.detach() for p in (model.A, model.W1, model.W2, model.h1, model.h2))
    for _ in range(rounds):
        active = (W2 @ z + h2 > 0).to(A.dtype)
        J = (W1 * active) @ W2
        z = torch.linalg.solve(torch.eye(len(A), dtype=A.dtype) - J, (W1 * active) @ h2 + h1)
        if torch.equal((W2 @ z + h2 > 0).to(A.dtype), active):
            return z
    return torch.full_like(z, math.nan)
