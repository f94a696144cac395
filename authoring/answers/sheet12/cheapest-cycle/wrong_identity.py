"""Every point is mapped to itself."""

import numpy as np

MISCONCEPTION = "no-cycle"
DESCRIPTION = "every point is mapped to itself: the order is not used."
HINT = "Where does `image` come in?"
LOSES = ["cheapest-test-cycle"]


def cheapest_cycle(image):
    t = np.linspace(1 / len(image), 1, len(image))
    return interpolation(t, t)[0], t
