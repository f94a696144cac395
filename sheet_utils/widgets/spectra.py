"""Sliders over spectra of driven networks."""

import time

import numpy as np
import torch

from sheet_utils import ensembles, plots
from sheet_utils.lyapunov import driven_spectrum
from sheet_utils.models import driven
from sheet_utils.widgets.explorer import Explorer
from sheet_utils.widgets.stepped import Stepped


def forget_gate(H=24, K=4, B=5, T=100, values=(-2.0, -1.0, 0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0), value=1.0) -> None:
    """Spectra of an LSTM, whole and of h alone, for every forget bias that the slider is set to.

    Args:
        H, K: units and inputs of the LSTM.
        B, T: number of input series, and their length in steps.
        values: values of the slider.
        value: where it stands first.
    """
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
        largest = [float(np.mean(exponents, axis=0)[0]) for exponents in groups.values()]
        text = f"forget bias {bias:g}: largest exponent ≈ {largest[0]:.3f} whole, ≈ {largest[1]:.3f} of h alone"
        return axes, text

    question = "From which forget bias on does the LSTM remember over a hundred steps?"
    Explorer(question, Stepped("forget bias", values, value), draw, trace=True).show()


def input_strength(N=100, g=2.0, steps=150, values=(0.0, 0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0), value=0.5) -> None:
    """The distance of two copies of a network that hear the same input, for every strength of it.

    Args:
        N: units.
        g: the gain.
        steps: length of the series.
        values: values sigma of the slider, standard deviations of the input.
        value: where it stands first.
    """
    rng = np.random.default_rng(4)
    net = ensembles.random_network(N, g, rng, orthogonal=True)
    s, starts = ensembles.gaussian_inputs(steps, 1, N, 1.0, rng), torch.from_numpy(rng.normal(size=(2, N)))

    def draw(sigma):
        near = starts[:1].expand(2, -1)
        for now in s[:30]:
            near = net.step(near, sigma * now.expand(2, -1))
        pairs = {"unrelated states": starts, "10⁻⁶ apart": near + torch.tensor([[0.0], [1e-6 / N**0.5]])}
        apart = {}
        for label, state in pairs.items():
            apart[label] = []
            for now in s[30:]:
                apart[label].append(float(torch.linalg.norm(state[0] - state[1])))
                state = net.step(state, sigma * now.expand(2, -1))
        lam = ensembles.mean_field_exponent(g, sigma)
        axes = plots.distances(apart, {"10⁻⁶ apart": lam})
        end = "the same state" if apart["unrelated states"][-1] < 1e-3 else "different states"
        return axes, f"g = {g:g}, σ = {sigma:g}: exponent in theory ≈ {lam:.2f}; the two copies end in {end}"

    question = "From which strength of the input on do two copies that hear the same end in the same state?"
    Explorer(question, Stepped("σ", values, value), draw, trace=True).show()


def qr_interval(N=48, g=2.0, T=100, values=(1, 2, 3, 5, 7, 10, 15, 20, 30, 50, 100), value=15) -> None:
    """A spectrum with a QR every n steps beside the true one, for every n that the slider is set to.

    Args:
        N: units.
        g: the gain.
        T: length of the series, in steps.
        values: values n of the slider, in steps.
        value: where it stands first.
    """
    rng = np.random.default_rng(6)
    net = ensembles.random_network(N, g, rng, orthogonal=True)
    s = ensembles.gaussian_inputs(T, 2, N, 1.0, rng)

    def measured(n):
        begin = time.perf_counter()
        return driven_spectrum(net, s, every=n).mean, time.perf_counter() - begin

    measured(1)  # a first run is slow
    exact, whole = measured(1)

    def draw(n):
        exponents, seconds = measured(n)
        good = int(np.argmax(np.append(np.abs(exponents - exact) > 0.05, True)))
        text = f"n = {n}: right to ≈ {good} of {N} exponents, in ≈ {100 * seconds / whole:.0f} % of the time"
        return plots.plateaus(exact, {f"n = {n}": exponents})[0], text

    question = "How rarely can you orthogonalise if you want the upper half of the spectrum?"
    Explorer(question, Stepped("n", values, value, "steps"), draw, trace=True).show()
