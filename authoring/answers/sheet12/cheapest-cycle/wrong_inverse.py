"""The inverse order."""

import numpy as np

from sheet_utils import rare_cycles

MISCONCEPTION = "order-inverted"
DESCRIPTION = "the cycle runs backwards: image[i] is the number of the point that t_i is mapped *to*."
HINT = "For the order (1, 2, 0), what is F(t_0)? And on your map?"
LOSES = ["cheapest-test-cycle"]


def cheapest_cycle(image):
    order = np.argsort(image)
    t = rare_cycles.minimise_over_points(lambda t: interpolation(t, t[order])[0], len(order))
    return interpolation(t, t[order])[0], t
