"""Sliders over maps of the interval and random networks."""

import numpy as np

from sheet_utils import piecewise, plots
from sheet_utils.widgets.explorer import Explorer
from sheet_utils.widgets.stepped import Stepped


def random_map(
    widths=(16, 32, 64, 128, 256, 512), variances=(2, 5, 10, 20, 50, 100, 200, 500, 1000), width=64, seed=142
) -> None:
    """A random map and its third iterate, for every variance, width and draw that three sliders are set to.

    Args:
        widths: values k of a slider, rectified units.
        variances: values sigma^2 of another slider.
        width: the width at which the first slider stands first.
        seed: the number of the map that is shown first.
    """

    def draw(sigma2, k, number):
        a, b = piecewise.draw(np.random.default_rng(number), 1, k, float(sigma2))
        once = piecewise.knots(a[0], b[0])
        counts = [len(piecewise.periodic_points(*once, p)) for p in (2, 3)]
        marks = {"reference": [[], piecewise.periodic_points(*once, 3)], "label": "period 3"}
        axes = plots.return_maps([once, piecewise.iterate(*once, 3)], titles=["$f$", "$f^3$"], **marks)
        return axes, f"σ² = {sigma2}, k = {k}: {counts[0]} points of period 2, {counts[1]} of period 3"

    variance, units = Stepped("σ²", variances, 100), Stepped("k", widths, width)
    seeds = Stepped("map no.", range(400), seed)
    explorer = Explorer("What must a map look like to have a cycle of period three?", variance,
                        lambda sigma2: draw(sigma2, units.value, seeds.value))  # fmt: skip
    for control in (seeds, units):
        explorer.add(control)
    explorer.show()
