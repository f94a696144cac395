"""Sliders over spectra of driven networks."""

import ipywidgets
import numpy as np
import torch

from sheet_utils import plots
from sheet_utils.lyapunov import driven_spectrum
from sheet_utils.models import driven
from sheet_utils.widgets.explorer import Explorer


def _choice(values, value, name):
    return ipywidgets.SelectionSlider(
        options=list(values), value=value, description=name, continuous_update=False, layout={"width": "30em"}
    )


def forget_gate(H=24, K=4, B=5, T=100, values=(-2.0, -1.0, 0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0), value=1.0):
    """Spectra of an LSTM, whole and of h alone, for every forget bias that the slider is set to."""
    s = torch.randn(T, B, K, dtype=torch.float64, generator=torch.Generator().manual_seed(3))

    def draw(bias):
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(0)
            layer = torch.nn.LSTM(K, H).requires_grad_(False)
        layer.bias_hh_l0[H : 2 * H] += bias
        groups = {
            label: driven_spectrum(driven(layer, full=full), s).each
            for label, full in (("(h, c)", True), ("h alone, at fixed c", False))
        }
        axes = plots.spectrum_bands(groups, share=False, ylim=(-9, 0.3))
        largest = [float(np.mean(found, axis=0)[0]) for found in groups.values()]
        text = f"forget bias {bias:g}: largest exponent ≈ {largest[0]:.3f} whole, ≈ {largest[1]:.3f} of h alone"
        return axes, text

    question = "From which forget bias on does the LSTM remember over a hundred steps?"
    Explorer(question, _choice(values, value, "forget bias"), draw).show()
