"""Writes the map out in NumPy, in float64."""

import numpy as np


def generate_orbit(model, x0, T):
    A, W1, W2, h1, h2 = (p.detach().double().numpy() for p in (model.A, model.W1, model.W2, model.h1, model.h2))
    z = np.concatenate([x0.double().numpy(), np.zeros(model.M - model.N)])
    rows = []
    for _ in range(T):
        z = A * z + W1 @ np.maximum(W2 @ z + h2, 0) + h1
        rows.append(z)
    return np.array(rows)
