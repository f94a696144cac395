"""The results in the other order."""

from sheet_utils import rare_cycles

MISCONCEPTION = "swapped"
DESCRIPTION = "the cost and the points are in the wrong order."
HINT = "What comes first in the docstring?"
LOSES = ["cheapest-test-cycle"]


def cheapest_cycle(image):
    image = list(image)
    t = rare_cycles.minimise_over_points(lambda t: interpolation(t, t[image])[0], len(image))
    return t, interpolation(t, t[image])[0]
