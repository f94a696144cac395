"""The best of a coarse grid."""

import itertools

import numpy as np

LOSES = ["cheapest-test-cycle"]


def cheapest_cycle(image):
    image, n = list(image), len(image)
    grid = np.arange(1, 15) / 15
    points = [np.append(inner, 1.0) for inner in itertools.combinations(grid, n - 1)]
    t = min(points, key=lambda t: interpolation(t, t[image])[0])
    return interpolation(t, t[image])[0], t
