"""The order as an array, and a list of results."""

import numpy as np

from sheet_utils import rare_cycles


def cheapest_cycle(image):
    order = np.array(image)
    best = rare_cycles.minimise_over_points(function=lambda t: interpolation(t, t.take(order))[0], n=order.size)
    return [interpolation(best, best.take(order))[0], best.tolist()]
