"""Sliders over the spectra of networks in training."""

from sheet_utils import plots
from sheet_utils.widgets.explorer import Explorer
from sheet_utils.widgets.stepped import Stepped


def spectrum_after(runs, question, value) -> None:
    """The spectrum of trained networks after every epoch that the slider is set to, against the last one.

    Args:
        runs: dict of up to four labels to (E + 1, N), spectra after every epoch.
        question: what to find out.
        value: where the slider stands first.
    """
    last = min(len(spectra) for spectra in runs.values()) - 1

    lowest = min(float(spectra.min()) for spectra in runs.values())

    def draw(epoch):
        largest = ", ".join(f"{label}: λ₁ = {spectra[epoch][0]:.2f}" for label, spectra in runs.items())
        shown = {label: spectra[epoch] for label, spectra in runs.items()}
        last_ones = {label: spectra[-1] for label, spectra in runs.items()}
        axes = plots.spectrum_bands(shown, last_ones, ylim=(1.05 * lowest, 0.5), labels=("at the end", "nats per step"))
        return axes, f"after epoch {epoch}: {largest}"

    Explorer(question, Stepped("epoch", range(last + 1), value), draw).show()
