"""The order is ignored."""

from sheet_utils import rare_cycles

MISCONCEPTION = "order-ignored"
DESCRIPTION = "the order is always (1, 2, 0), whatever the argument says."
HINT = "Does your result change with `image`?"
LOSES = ["cheapest-test-cycle"]


def cheapest_cycle(image):
    image = [1, 2, 0]
    t = rare_cycles.minimise_over_points(lambda t: interpolation(t, t[image])[0], 3)
    return interpolation(t, t[image])[0], t
