"""The values stay where equal gaps would have them."""

import numpy as np

from sheet_utils import rare_cycles

MISCONCEPTION = "values-do-not-move"
DESCRIPTION = "the values y stay fixed while the points move, so the result is no cycle."
HINT = "If t_1 moves, what happens to F(t_0) in the order (1, 2, 0)?"
LOSES = ["cheapest-test-cycle"]


def cheapest_cycle(image):
    y = (np.array(image) + 1) / len(image)
    t = rare_cycles.minimise_over_points(lambda t: interpolation(t, y)[0], len(image))
    return interpolation(t, y)[0], t
