"""No search."""

import numpy as np

MISCONCEPTION = "no-search"
DESCRIPTION = "the points are equally spaced: nothing is minimised."
HINT = "The cost depends on where the points are. Which positions are best?"
LOSES = ["cheapest-test-cycle"]


def cheapest_cycle(image):
    t = np.arange(1, len(image) + 1) / len(image)
    return interpolation(t, t[list(image)])[0], t
