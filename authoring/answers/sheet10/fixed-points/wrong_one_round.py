"""Solves once and does not look at the pattern again."""

import torch

MISCONCEPTION = "one-round"
DESCRIPTION = "the first solution is returned, whether or not its own pattern is the one it was made with."
HINT = "What if other units are active at the solution than at the state you started from?"
LOSES = ["fixed-test-point", "fixed-test-none"]


def fixed_point(model, z, rounds=100):
    A, W1, W2, h1, h2 = (p.detach() for p in (model.A, model.W1, model.W2, model.h1, model.h2))
    active = (W2 @ z + h2 > 0).to(A.dtype)
    J = torch.diag(A) + (W1 * active) @ W2
    return torch.linalg.solve(torch.eye(len(A), dtype=A.dtype) - J, (W1 * active) @ h2 + h1)
