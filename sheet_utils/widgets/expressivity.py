"""Sliders over what noisy networks draw."""

import numpy as np

from sheet_utils import expressivity, piecewise, plots
from sheet_utils.widgets.explorer import Explorer
from sheet_utils.widgets.stepped import Stepped


def noisy_functions(
    count=None, levels=(0.0, 0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4), value=0.0, depth=6, draws=20
) -> None:
    """The functions of a feed-forward and of a recurrent network of noisy tents, by noise and by draw.

    Args:
        count: count(x, y) -> number of regions, the student's; None while there is none.
        levels: standard deviations of the noise.
        value: where the slider stands first.
        depth: layers.
        draws: how many draws the second slider offers.
    """
    plain = expressivity.noisy_tents(np.zeros((depth, 7)), shared=True)[-1]

    def draw(std, number):
        noise = std * np.random.default_rng(number).normal(size=(depth, 7))
        noisy = {shared: expressivity.noisy_tents(noise, shared)[-1] for shared in (False, True)}
        counts = {
            shared: (None if count is None else float(count(*one)), piecewise.linear_regions(*one))
            for shared, one in noisy.items()
        }
        return plots.noisy_functions(plain, noisy, counts, std)

    noise = Stepped("noise", levels, value)
    numbers = Stepped("draw", range(draws), 0)
    explorer = Explorer(
        "At which noise does each network lose its pieces?", noise, lambda std: draw(std, numbers.value)
    )
    explorer.add(numbers)
    explorer.show()
