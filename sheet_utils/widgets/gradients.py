"""Sliders of sheet 09: the knob of a small network, and the length of its training sequences."""

import numpy as np

from sheet_utils import plots, regimes
from sheet_utils.widgets.explorer import Explorer
from sheet_utils.widgets.stepped import Stepped


def regime_knob(
    gains=(0.6, 0.8, 0.95, 1.05, 1.2, 1.4, 1.6, 1.7, 1.75, 1.8, 1.9, 2.0, 2.25, 2.5, 2.7, 3.0), value=2.0
) -> None:
    """The orbit of the four units and its Jacobian norms, for every gain that the slider is set to.

    The orbits of all gains are made at once and kept, so that the slider only draws.

    Args:
        gains: values g of the slider.
        value: where it stands first.
    """
    exponents = dict(zip(gains, regimes.largest_exponents(gains), strict=True))
    kept = {}

    def orbit(gain):
        if gain not in kept:
            network = regimes.FourUnits(gain)
            z = regimes.settled(network, 300)
            kept[gain] = z, regimes.period(z), regimes.log_norms(network.jacobians(z))
        return kept[gain]

    def draw(gain):
        z, k, logs = orbit(gain)
        kind = {0: "no cycle", 1: "fixed point"}.get(k, f"cycle of {k}")
        title, lam = f"g = {gain}: {kind}", exponents[gain]
        return plots.regime(z, logs, lam, title), f"{title}, λ_max ≈ {lam:.2f} per step"

    for gain in gains:
        orbit(gain)
    slider = Stepped("g", gains, value)
    Explorer("Turn the knob: where does the norm fall, stay or rise?", slider, draw, trace=True).show()


def loss_terrain(lengths=(5, 10, 20, 30, 50, 100), value=50, width=0.3) -> None:
    """The loss over the gain around the one that made the data, for every length that the slider is set to.

    Args:
        lengths: values T of the slider, in steps.
        value: where it stands first.
        width: how far the gain goes to either side.
    """
    truth = regimes.GAINS["chaos"]
    gains = np.linspace(truth - width, truth + width, 401)

    def draw(T):
        losses = regimes.loss_over_gain(gains, T)
        turns = int(np.count_nonzero(np.diff(np.sign(np.diff(losses)))))
        return plots.terrain(gains, {T: losses}, truth), f"T = {T}: the loss turns ≈ {turns} times between the two ends"

    slider = Stepped("T", lengths, value, "steps")
    Explorer("How long may a sequence be before the way down is lost?", slider, draw, trace=True).show()
