"""Sliders over the spectra of networks in training."""

import ipywidgets

from sheet_utils import plots
from sheet_utils.widgets.explorer import Explorer


def spectrum_after(runs, question, value):
    """The spectrum of trained networks after every epoch that the slider is set to, against the last one.

    Args:
        runs: dict of a label to (E + 1, N), spectra after every epoch.
        question: what to find out.
        value: where the slider stands first.
    """
    last = min(len(spectra) for spectra in runs.values()) - 1

    def draw(epoch):
        largest = ", ".join(f"{label}: λ₁ = {spectra[epoch][0]:.2f}" for label, spectra in runs.items())
        return plots.spectra({label: spectra[epoch] for label, spectra in runs.items()}), f"epoch {epoch}: {largest}"

    slider = ipywidgets.IntSlider(
        value, min=0, max=last, description="epoch", continuous_update=False, layout={"width": "30em"}
    )
    Explorer(question, slider, draw).show()
