"""Sliders of sheet 09: trained networks that run freely, and the window in which an exponent is read off."""

import numpy as np
import torch

from sheet_utils import forced_rnn, plots, timeseries
from sheet_utils.models import ReadOutRNN
from sheet_utils.widgets.explorer import Explorer
from sheet_utils.widgets.stepped import Stepped

#: Steps of a free run that are drawn, and those before them.
SHOWN, SKIPPED = 3000, 500


def side_by_side(names) -> ReadOutRNN:
    """Several networks of one kind as copies in one model, so that all of them run at once.

    Args:
        names: as in `datasets.load_forced_network`.

    Returns:
        The model.
    """
    single = [forced_rnn.load_forced_network(name) for name in names]
    model = ReadOutRNN(single[0].kind, single[0].M, single[0].N, copies=len(single))
    states = [one.state_dict() for one in single]
    model.load_state_dict({key: torch.stack([state[key] for state in states]) for key in states[0]})
    return model


def forced_networks(intervals=(1, 2, 5, 10, 20, 30, 50, 100, 200), value=30) -> None:
    """The free run of the LSTM that was trained with each interval, beside the truth; they run before it is shown.

    Args:
        intervals: values tau of the slider, in steps.
        value: where it stands first.
    """
    _, test = forced_rnn.load_flow()
    sweep = forced_rnn.load_forcing_sweep()
    model = side_by_side([f"LSTM/replace/{tau}" for tau in intervals])
    orbits = dict(zip(intervals, forced_rnn.generate(model, test[:1], SHOWN, T_trans=SKIPPED)[:, 0], strict=True))
    first = (sweep["vanilla"] == 0) & (sweep["keep"] == 0) & (sweep["seed"] == 0) & (sweep["clip"] == 0)

    def draw(tau):
        distance = float(sweep["d_stsp"][first & (sweep["t_forcing"] == tau)][0])
        text = f"τ = {tau}: D_stsp ≈ {distance:.1f}"
        return plots.forced_attractors({"truth": np.asarray(test[:SHOWN]), f"τ = {tau}": orbits[tau]}), text

    question = "For which intervals does the network run freely as a Lorenz system?"
    Explorer(question, Stepped("τ", intervals, value, "steps"), draw).show()


def slope_window(curve, dt, known, lasts=(20, 30, 40, 50, 60, 80, 100), value=80) -> None:
    """The line through a divergence curve, for every end of the window that the slider is set to.

    Args:
        curve: (K + 1,), from `timeseries.divergence`.
        dt: time between two of its steps.
        known: the exponent from the equations, in nats per unit of time, told beside the slope.
        lasts: the values of the slider: the last step of the window, whose first is half of it.
        value: where it stands first.
    """

    def draw(last):
        first = last // 2
        lam = timeseries.slope(curve, first, last) / dt
        text = f"steps {first} to {last}: λ_max ≈ {lam:.2f} per unit of time, from the equations {known}"
        return plots.divergence(curve, dt, lam, (first, last)), text

    question = "How much does the choice of the window change the exponent?"
    Explorer(question, Stepped("end", lasts, value, "steps"), draw, trace=True).show()
