"""Sliders over maps of the interval and random networks."""

import numpy as np

from sheet_utils import piecewise, plots
from sheet_utils.systems import logistic
from sheet_utils.widgets.explorer import Explorer
from sheet_utils.widgets.stepped import Stepped


def logistic_cycles(values=(2.9, 3.2, 3.5, 3.56, 3.7, 3.8, 3.82, 3.83, 3.85, 3.9, 4.0)) -> None:
    """The third iterate of the logistic map over the diagonal, for every r that the slider is set to.

    Args:
        values: values r of the slider.
    """
    x = (np.arange(4000) + 0.5) / 4000

    def draw(r):
        once, thrice = logistic(x, r), logistic(logistic(logistic(x, r), r), r)
        crossed = np.flatnonzero(np.diff(np.sign(thrice - x)))
        points = x[crossed][np.abs(logistic(x[crossed], r) - x[crossed]) > 1e-3]
        marks = {"reference": [points], "label": "period 3"}
        axes = plots.return_maps([(x, thrice)], titles=[f"$f^3$ at r = {r}"], bases=[(x, once)], **marks)
        return axes, f"r = {r}: {len(points)} points of period 3"

    slider = Stepped("r", values, 3.83)
    Explorer("Which r have a cycle of period three, and how is it born?", slider, draw).show()


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


def weight_noise(regions, levels=(0.0, 0.02, 0.05, 0.1, 0.2, 0.3), value=0.1, draws=40, depth=7) -> None:
    """Numbers of linear regions over depth, for every size of weight noise that the slider is set to.

    Args:
        regions: regions(noise, recurrent) -> numbers of regions after every layer, for noise of shape (depth, 6).
        levels: standard deviations of the noise.
        value: where the slider stands first.
        draws: networks of each kind.
        depth: layers.
    """

    def draw(std):
        noise = std * np.random.default_rng(0).normal(size=(draws, depth, 6))
        counts = [np.array([regions(one, recurrent) for one in noise]) for recurrent in (True, False)]
        medians = [np.median(part[:, -1]) for part in counts]
        text = f"noise {std}, {depth} layers: {medians[0]:g} regions recurrent, {medians[1]:g} feed-forward (medians)"
        return plots.region_growth(*counts, title=f"noise of standard deviation {std}"), text

    slider = Stepped("noise", levels, value)
    Explorer("How much noise does each network bear?", slider, draw).show()
