"""Sliders of sheet 09: the forcing interval of trained networks."""

import numpy as np
import torch

from sheet_utils import forced_rnn, plots
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


def forced_networks(intervals=(1, 2, 5, 10, 20, 30, 50, 100), value=30) -> None:
    """The free runs of four networks, two kinds and two ways of forcing, for every interval that the slider is set to.

    Args:
        intervals: values tau of the slider, in steps.
        value: where it stands first.
    """
    _, test = forced_rnn.load_flow()
    sweep, orbits, titles = forced_rnn.load_forcing_sweep(), {}, {}
    for kind in ("LSTM", "vanilla"):
        cases = [(way, tau) for way in ("replace", "reset") for tau in intervals]
        model = side_by_side([f"{kind}/{way}/{tau}" for way, tau in cases])
        runs = forced_rnn.generate(model, test[:1], SHOWN, T_trans=SKIPPED)[:, 0]
        for (way, tau), run in zip(cases, runs, strict=True):
            rows = (sweep["vanilla"] == (kind == "vanilla")) & (sweep["keep"] == (way == "reset")) & (sweep["seed"] == 0)
            distance = float(sweep["d_stsp"][rows & (sweep["t_forcing"] == tau) & (sweep["clip"] == 0)][0])
            orbits[kind, way, tau] = run
            titles[kind, way, tau] = f"{kind}, {way}\n$D_{{stsp}}$ = {distance:.1f}"

    def draw(tau):
        chosen = [key for key in orbits if key[2] == tau]
        panels = {"truth\n": np.asarray(test[:SHOWN]), **{titles[key]: orbits[key] for key in chosen}}
        told = "; ".join(titles[key].replace("\n$D_{stsp}$ =", " D_stsp") for key in chosen)
        return plots.forced_attractors(panels), f"τ = {tau}: {told}"

    question = "For which intervals does each network become a Lorenz system?"
    Explorer(question, Stepped("τ", intervals, value), draw).show()
