"""Two sliders of sheet 10: ten trained networks beside the system, and orbits that begin at its equilibrium."""

import copy

import numpy as np
import torch

from sheet_utils import plots
from sheet_utils.engine import generate_orbit
from sheet_utils.lyapunov import maximum_lyapunov_exponent
from sheet_utils.measures import d_stsp
from sheet_utils.systems import Lorenz, integrate
from sheet_utils.widgets.explorer import Explorer
from sheet_utils.widgets.stepped import Stepped

DT = 0.01  # units of time in a step
HELD = 300  # steps for which read-out units are held at an equilibrium, until the hidden units have settled
OFFSET = 0.05  # how far from it an orbit begins then, in standard deviations of the data
GUESS_FIRST = "Make a guess above, then run this cell again."


def compare_networks(models, test, table, value=0, steps=20_000, with_networks=True) -> None:
    """Every network beside the system: its orbit, its return map, and two measures over a short orbit.

    Args:
        models: the networks, each a `CustomRNN` of three read-out units.
        test: (T, 3), a noise-free series.
        table: what `datasets.load_table("ten_networks_audit.csv")` returns.
        value: the seed where the slider stands first.
        steps: length of the orbits.
        with_networks: whether the networks are drawn; False shows the system alone, for a guess to be made.
    """
    centre = float(table["origin"][table["seed"] < 0][0])
    known = {}

    def of(seed):
        if seed not in known:
            model = models[seed]
            z = generate_orbit(model, torch.cat([test[0], torch.zeros(model.M - model.N)]), 1000)[-1]
            orbit = generate_orbit(model, z, steps)[:, : model.N]
            lam = maximum_lyapunov_exponent(model, z, steps, T_trans=0) / DT
            known[seed] = orbit, lam, d_stsp(test[:steps], orbit)
        return known[seed]

    def draw(seed):
        if not with_networks:
            axes = plots.network_beside_system(test[:steps], None, centre, "")
            return axes, f"The Lorenz system alone. {GUESS_FIRST}"
        orbit, lam, distance = of(seed)
        axes = plots.network_beside_system(test[:steps], orbit, centre, f"network {seed}")
        return axes, f"network {seed}, {steps} steps: λ ≈ {lam:.3f} per unit of time, D_stsp ≈ {distance:.2f}"

    slider = Stepped("network", range(len(models)), value)
    Explorer("Where do the return maps of the network and of the system differ?", slider, draw).show()


def near_equilibrium(models, table, value=0, steps=6000, with_networks=True) -> None:
    """An orbit that begins where the system has the equilibrium C-, for every network.

    The read-out units are held at C- until the hidden ones have settled; then the network runs freely. The system
    itself starts a little beside C-, since on it it would stay.

    Args:
        models, table, value, with_networks: as in `compare_networks`.
        steps: length of the orbits.
    """
    level, centre = _levels(table)
    system = _lorenz_beside(level, centre, steps)

    def draw(seed):
        if not with_networks:
            axes = plots.beside_equilibrium(None, system, level, f"network {seed}")
            return axes, f"The Lorenz system alone, started beside C-. {GUESS_FIRST}"
        series = _network_beside(models[seed], level, steps)
        axes = plots.beside_equilibrium(series, system, level, f"network {seed}")
        left = np.flatnonzero(_far(series, level))
        end = f"leaves for the other wing at step ≈ {left[0]}" if len(left) else "is still there"
        return axes, f"network {seed}, started beside C-: after {steps} steps the orbit {end}"

    slider = Stepped("network", range(len(models)), value)
    Explorer("An orbit begins beside C-. Where does it go?", slider, draw).show()


def leaves_equilibrium(model, table, steps=6000) -> bool:
    """Whether an orbit of a network that begins beside C-, as in `near_equilibrium`, leaves it within some steps.

    Args:
        model: a `CustomRNN` of three read-out units.
        table: as in `compare_networks`.
        steps: length of the orbit.
    """
    level, _ = _levels(table)
    return bool(_far(_network_beside(model, level, steps), level).any())


def _levels(table):
    """The first coordinates of C- and of the origin, in the data's units."""
    row = table["seed"] < 0
    return (float(table[name][row][0]) for name in ("minus", "origin"))


def _far(series, level):
    """(T,): where a series is so far from C- that it has left the eye of the wing."""
    return np.abs(series - level) > 0.6


def _network_beside(model, level, steps):
    """(steps,): the first variable of a network whose read-out units were held at C-, and then moved by `OFFSET`."""
    model = copy.deepcopy(model).double()
    held = torch.full((model.N,), level, dtype=torch.float64)
    z = torch.cat([held, torch.zeros(model.M - model.N, dtype=torch.float64)])
    with torch.no_grad():
        for _ in range(HELD):
            z = torch.cat([held, model(z)[model.N :]])
    z[: model.N] += OFFSET
    return generate_orbit(model, z, steps)[:, 0].numpy()


def _lorenz_beside(level, centre, steps):
    """(steps,): the first variable of the Lorenz system, begun as far beside C-."""
    point = Lorenz().fixed_points()[2]
    deviation = point[0] / (level - centre)
    return centre + integrate(Lorenz(), point + OFFSET * deviation, steps)[:, 0] / deviation
