"""In NumPy, in float64."""

import numpy as np


def fixed_point(model, z, rounds=100):
    A, W1, W2, h1, h2 = (p.detach().numpy().astype(float) for p in (model.A, model.W1, model.W2, model.h1, model.h2))
    z = np.asarray(z, dtype=float)
    for _ in range(rounds):
        D = np.diag(W2 @ z + h2 > 0).astype(float)
        z = np.linalg.solve(np.eye(len(A)) - np.diag(A) - W1 @ D @ W2, W1 @ D @ h2 + h1)
        if np.array_equal(np.diag(W2 @ z + h2 > 0), D):
            return z
    return np.full(len(A), np.nan)
