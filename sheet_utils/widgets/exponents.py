"""Two sliders of sheet 10: orbits that diverge, and a product of Jacobians in two number formats."""

import copy

import ipywidgets
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
    Explorer("How much longer can you predict if you know the start ten times better?", slider, draw).show()


def _from(model, z1, steps):
    """(steps + 1, N): the observed part of an orbit, with its start."""
    orbit = torch.cat([z1[None], generate_orbit(model, z1, steps)])
    return orbit[:, : model.N].numpy()


def number_format(model, z1, lam, lengths=(1000, 3000, 10_000, 30_000, 100_000), value=30_000, every=100) -> None:
    """Norms of a model's Jacobian product in float32 and in float64, for every length of a slider.

    Args:
        model: a `CustomRNN`.
        z1: (M,), a state on its attractor.
        lam: exponent in nats per step, for the growth that it predicts.
        lengths: values of the slider, numbers of factors.
        value: where it stands first.
        every: factors between two norms.
    """
    norms = {kind: _norms(model, z1, max(lengths), every, kind) for kind in (np.float32, np.float64)}

    def draw(length, kind):
        shown = norms[kind][: length // every]
        axes = plots.jacobian_norms(shown, lam, limit=np.finfo(kind).max, every=every)
        lost = np.flatnonzero(~np.isfinite(shown))
        end = f"the first infinite norm is at ≈ {(lost[0] + 1) * every}" if len(lost) else "all norms are finite"
        return axes, f"{kind.__name__}, {length} factors: {end}"

    slider = Stepped("factors", lengths, value)
    switch = ipywidgets.ToggleButtons(
        options=[("float32", np.float32), ("float64", np.float64)], description="numbers", value=np.float32
    )
    explorer = Explorer(
        "Does a longer number repair the definition?", slider, lambda length: draw(length, switch.value)
    )
    explorer.add(switch)
    explorer.show()


def _norms(model, z1, length, every, kind):
    """(length // every,): the spectral norm of the product after every so many factors; inf once it overflowed."""
    states = np.concatenate([z1[None].numpy(), generate_orbit(model, z1, length - 1).numpy()]).astype(kind)
    A, W1, W2, h2 = (getattr(model, name).detach().numpy().astype(kind) for name in ("A", "W1", "W2", "h2"))
    product, norms = np.eye(model.M, dtype=kind), np.full(length // every, np.inf)
    with np.errstate(all="ignore"):
        for r in range(len(norms)):
            active = states[r * every : (r + 1) * every] @ W2.T + h2 > 0
            for J in np.diag(A) + (W1 * active[:, None]) @ W2:
                product = J @ product
            if not np.isfinite(product).all():
                break
            norms[r] = np.linalg.norm(product, 2)
    return norms
