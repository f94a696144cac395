"""A slider over the maps that have a three-cycle although their weights are small."""

import numpy as np

from sheet_utils import piecewise, plots, rare_cycles
from sheet_utils.widgets.explorer import Explorer
from sheet_utils.widgets.stepped import Stepped

#: The maps are drawn around the expected map on [0, L] for these L, and unshifted, in these shares.
LENGTHS, SHARES = (1.0, 0.75, 0.55), (0.4, 0.25, 0.2, 0.15)


def maps_at_variance(t, c, variances=(100, 50, 20, 10, 5, 2, 1, 0.5), value=100, k=64, nets=6_000, shown=20) -> None:
    """Random maps with a three-cycle, as the slider's variance has them, over the cheapest map.

    Args:
        t, c: points and coefficients of a student's cheapest map, (3,) each; None where there is none yet.
        variances: values sigma^2 of the slider.
        value: where it stands first.
        k: units of each map.
        nets: maps that are drawn for each value.
        shown: how many of those with a three-cycle are shown, chosen by their weights.
    """
    if t is None or c is None:
        plots.show(*plots.placeholder("The slider needs your cheapest three-cycle of exercise 3.2."))
        return

    def draw(sigma2):
        rng = np.random.default_rng(21)
        shifts = [lambda b, length=length: rare_cycles.curvature(b, t, c, length) for length in LENGTHS]
        a, b, u = rare_cycles.draw_shifted(rng, nets, k, sigma2, [*shifts, np.zeros_like], SHARES)
        ratios = (u**2 / (2 * k) - a * u).sum(axis=2) / sigma2
        weights = np.exp(rare_cycles.mixture_log_weights(ratios, SHARES)) * piecewise.have_period(a, b, 3)
        chosen = np.unique(rng.choice(nets, size=shown, p=weights / weights.sum())) if weights.any() else []
        axes, alt = plots.maps_over_spline({f"σ² = {sigma2}": [piecewise.knots(a[i], b[i]) for i in chosen]}, t, c)
        return axes, f"σ² = {sigma2}. {alt}"

    slider = Stepped("σ²", variances, value)
    Explorer("What do the maps with a three-cycle have in common when σ² is small?", slider, draw).show()
