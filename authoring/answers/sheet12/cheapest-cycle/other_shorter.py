"""A cycle that ends before 1."""

from sheet_utils import rare_cycles

LOSES = ["cheapest-test-cycle"]


def cheapest_cycle(image):
    image = list(image)
    t = rare_cycles.minimise_over_points(lambda t: interpolation(t, t[image])[0], len(image)) * 0.9
    return interpolation(t, t[image])[0], t
