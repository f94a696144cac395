"""Gives up where a pattern comes back: it would go round for ever."""

import torch


def fixed_point(model, z, rounds=100):
    A, W1, W2, h1, h2 = (p.detach() for p in (model.A, model.W1, model.W2, model.h1, model.h2))
    tried = []
    for _ in range(rounds):
        active = W2 @ z + h2 > 0
        key = tuple(active.tolist())
        if key in tried:
            break
        tried.append(key)
        free = torch.eye(len(A), dtype=A.dtype) - A.diag() - (W1 * active) @ W2
        z = torch.linalg.solve(free, W1 @ (active * h2) + h1)
        if torch.equal(W2 @ z + h2 > 0, active):
            return z
    return torch.full_like(z, torch.nan)
