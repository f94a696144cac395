"""One point of every cycle."""

import numpy as np

MISCONCEPTION = "one-point-per-cycle"
DESCRIPTION = "only one point of each cycle is returned."
HINT = "All points of a cycle have the same period."
LOSES = ["exact-test"]


def points_of_period(x, y, X, Y):
    d = Y - X
    j = np.flatnonzero(d[:-1] * d[1:] < 0)
    inside = X[j] - d[j] * (X[j + 1] - X[j]) / (d[j + 1] - d[j])
    points = np.sort(np.concatenate([X[d == 0], inside]))
    points = points[np.abs(np.interp(points, x, y) - points) > 1e-9]
    kept, seen = [], []
    for point in points:
        if not any(abs(point - other) < 1e-9 for other in seen):
            kept.append(point)
            image = point
            for _ in range(20):
                image = np.interp(image, x, y)
                seen.append(image)
    return np.array(kept)
