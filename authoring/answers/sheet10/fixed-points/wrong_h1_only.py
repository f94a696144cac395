"""Forgets what the active units add to the constant."""

import math

import torch

MISCONCEPTION = "constant-without-h2"
DESCRIPTION = "the constant is h1 alone: what the active units add to it is missing."
HINT = "What does the map give at z = 0 while these units are active?"
LOSES = ["fixed-test-point", "fixed-test-none"]


def fixed_point(model, z, rounds=100):
    A, W1, W2, h1, h2 = (p.detach() for p in (model.A, model.W1, model.W2, model.h1, model.h2))
    for _ in range(rounds):
        active = (W2 @ z + h2 > 0).to(A.dtype)
        J = torch.diag(A) + (W1 * active) @ W2
        z = torch.linalg.solve(torch.eye(len(A), dtype=A.dtype) - J, h1)
        if torch.equal((W2 @ z + h2 > 0).to(A.dtype), active):
            return z
    return torch.full_like(z, math.nan)
