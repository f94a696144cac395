"""Piece by piece."""

import numpy as np


def points_of_period(x, y, X, Y):
    points = []
    for j in range(len(X)):
        if Y[j] == X[j]:
            points.append(X[j])
        elif j + 1 < len(X) and (Y[j] - X[j]) * (Y[j + 1] - X[j + 1]) < 0:
            slope = (Y[j + 1] - Y[j]) / (X[j + 1] - X[j])
            points.append((Y[j] - slope * X[j]) / (1 - slope))
    return np.array([z for z in points if abs(np.interp(z, x, y) - z) > 1e-9])
