"""Compares states instead of patterns."""

import math

import torch

MISCONCEPTION = "compares-states"
DESCRIPTION = "states are compared instead of patterns, so the last round of all is one too many."
HINT = "If the pattern at the solution is the same, what would one more round change?"
LOSES = ["fixed-test-none"]


def fixed_point(model, z, rounds=100):
    A, W1, W2, h1, h2 = (p.detach() for p in (model.A, model.W1, model.W2, model.h1, model.h2))
    for _ in range(rounds):
        before, active = z, (W2 @ z + h2 > 0).to(A.dtype)
        J = torch.diag(A) + (W1 * active) @ W2
        z = torch.linalg.solve(torch.eye(len(A), dtype=A.dtype) - J, (W1 * active) @ h2 + h1)
        if torch.allclose(z, before):
            return z
    return torch.full_like(z, math.nan)
