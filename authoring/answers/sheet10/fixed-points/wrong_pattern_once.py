"""Takes the pattern once, before the loop."""

import math

import torch

MISCONCEPTION = "pattern-never-renewed"
DESCRIPTION = "the pattern of the first state is used in every round."
HINT = "Where does your second round get its pattern from?"
LOSES = ["fixed-test-point", "fixed-test-none"]


def fixed_point(model, z, rounds=100):
    A, W1, W2, h1, h2 = (p.detach() for p in (model.A, model.W1, model.W2, model.h1, model.h2))
    active = (W2 @ z + h2 > 0).to(A.dtype)
    for _ in range(rounds):
        J = torch.diag(A) + (W1 * active) @ W2
        z = torch.linalg.solve(torch.eye(len(A), dtype=A.dtype) - J, (W1 * active) @ h2 + h1)
        if torch.equal((W2 @ z + h2 > 0).to(A.dtype), active):
            return z
    return torch.full_like(z, math.nan)
