"""Sliders of sheet 09."""

import ipywidgets
import numpy as np

from sheet_utils import plots
from sheet_utils.widgets.explorer import Explorer


def matrix_powers(shears=(0.0, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0), value=2.0, n=60):
    """Norms of the powers of ((0.9, s), (0, 0.8)), for every s that the slider is set to."""

    def draw(s):
        matrix, power, norms = np.array([[0.9, s], [0.0, 0.8]]), np.eye(2), []
        for _ in range(n):
            power = matrix @ power
            norms.append(np.linalg.norm(power, 2))
        peak = int(np.argmax(norms))
        text = f"s = {s}: norm {norms[0]:.2f}, radius 0.90; the largest norm is {norms[peak]:.2f}, at n = {peak + 1}"
        return plots.matrix_powers(norms, 0.9, title=f"s = {s}"), text

    slider = ipywidgets.SelectionSlider(
        options=list(shears), value=value, description="s", continuous_update=False, layout={"width": "30em"}
    )
    Explorer("All eigenvalues are below 1. For which s does a perturbation grow before it dies?", slider, draw).show()
