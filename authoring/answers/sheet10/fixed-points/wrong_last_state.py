"""Returns the last state where nothing reproduced itself."""

import torch

MISCONCEPTION = "last-state"
DESCRIPTION = "where no pattern reproduces itself, the last state is returned instead of nan."
HINT = "How would somebody who calls your function know that this is not a fixed point?"
LOSES = ["fixed-test-none"]


def fixed_point(model, z, rounds=100):
    A, W1, W2, h1, h2 = (p.detach() for p in (model.A, model.W1, model.W2, model.h1, model.h2))
    for _ in range(rounds):
        active = (W2 @ z + h2 > 0).to(A.dtype)
        J = torch.diag(A) + (W1 * active) @ W2
        z = torch.linalg.solve(torch.eye(len(A), dtype=A.dtype) - J, (W1 * active) @ h2 + h1)
        if torch.equal((W2 @ z + h2 > 0).to(A.dtype), active):
            return z
    return z
