"""A slider over the gain of a random network of many units."""

import numpy as np

from sheet_utils import plots
from sheet_utils.widgets.explorer import Explorer
from sheet_utils.widgets.stepped import Stepped


def network_gain(N=100, gains=(0.5, 0.8, 0.95, 1.0, 1.05, 1.2, 1.5, 2.0, 3.0, 5.0), value=1.5, steps=150) -> None:
    """All units of a random tanh network over time, for every gain that the slider is set to.

    Args:
        N: units.
        gains: values g of the slider.
        value: where it stands first.
        steps: length of the orbit.
    """
    rng = np.random.default_rng(8)
    W, start = rng.normal(size=(N, N)) / np.sqrt(N), rng.normal(size=N)

    def draw(gain):
        orbit = [start]
        for _ in range(steps):
            orbit.append(np.tanh(gain * W @ orbit[-1]))
        axes, alt = plots.raster({f"g = {gain}": np.clip(orbit, -1, 1)})
        return axes, f"g = {gain}. {alt}"

    slider = Stepped("g", gains, value)
    Explorer("At which gain does the network keep itself going?", slider, draw).show()
