"""Calls itself with one round less."""

import torch


def fixed_point(model, z, rounds=100):
    if rounds == 0:
        return torch.full_like(z, float("nan"))
    with torch.no_grad():
        on = (model.W2 @ z + model.h2) > 0
        W1, W2, h2 = model.W1[:, on], model.W2[on], model.h2[on]
        star = torch.linalg.solve(torch.eye(len(z), dtype=z.dtype) - model.A.diag() - W1 @ W2, W1 @ h2 + model.h1)
        again = (model.W2 @ star + model.h2) > 0
    return star if bool((again == on).all()) else fixed_point(model, star, rounds - 1)
