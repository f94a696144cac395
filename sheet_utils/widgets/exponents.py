"""A slider of sheet 10: two orbits that separate."""

import copy

import numpy as np
import torch

from sheet_utils import plots
from sheet_utils.engine import generate_orbit
from sheet_utils.widgets.explorer import Explorer
from sheet_utils.widgets.stepped import Stepped

#: The distance, in deviations of the data, at which two orbits have nothing to do with each other.
FAR = 1.0


def parting_orbits(model, z1, lam, decades=range(1, 11), value=3, steps=4000) -> None:
    """Two orbits of a model from neighbouring starts, and their distance, for every first distance of a slider.

    Args:
        model: a `CustomRNN`.
        z1: (M,), a state on its attractor.
        lam: exponent in nats per step, for the growth that it predicts.
        decades: values of the slider; k stands for a first distance of 10^-k.
        value: where it stands first.
        steps: length of the orbits.
    """
    twin, z1 = copy.deepcopy(model).double(), z1.double()
    shift = torch.zeros(model.M, dtype=torch.float64)
    shift[0] = 1.0
    one = _from(twin, z1, steps)

    def draw(k):
        other = _from(twin, z1 + 10.0**-k * shift, steps)
        distance = np.linalg.norm(other - one, axis=1)
        gone = np.flatnonzero(distance > FAR)
        end = f"apart by {FAR:g} after ≈ {gone[0]} steps" if len(gone) else f"not apart by {FAR:g} in {steps} steps"
        return plots.parting(one, other, lam, FAR), f"first distance 10^-{k}: {end}"

    slider = Stepped("distance", [(f"10^-{k}", k) for k in decades], value)
    Explorer("How much longer can you predict if you know the start ten times better?", slider, draw, trace=True).show()


def _from(model, z1, steps):
    """(steps + 1, N): the observed part of an orbit, with its start."""
    orbit = torch.cat([z1[None], generate_orbit(model, z1, steps)])
    return orbit[:, : model.N].numpy()
