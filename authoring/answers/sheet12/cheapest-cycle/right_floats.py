"""Plain numbers."""

from sheet_utils import rare_cycles


def cheapest_cycle(image):
    image = [int(i) for i in image]
    t = rare_cycles.minimise_over_points(lambda t: float(interpolation(t, t[image])[0]), len(image))
    return float(interpolation(t, t[image])[0]), tuple(float(x) for x in t)
