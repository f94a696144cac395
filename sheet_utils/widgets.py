"""Sliders over plots. Each has a static picture beside it, for where no kernel runs."""

import base64
import html

import ipywidgets
import numpy as np
import torch
from IPython.display import display

from sheet_utils import piecewise, plots
from sheet_utils.engine import generate_orbit
from sheet_utils.measures import d_stsp
from sheet_utils.models import CustomRNN
from sheet_utils.runtime import seed_everything
from sheet_utils.systems import logistic
from sheet_utils.training import train


class Explorer(ipywidgets.VBox):
    """One slider under a question, and the picture that answers it.

    The picture follows the slider, by mouse or keyboard. `value`, `text` and `redraw` are for tests and for
    where no browser runs.

    Args:
        question: what to find out; it stands above.
        slider: an ipywidgets control with a `value`.
        draw: draw(value) -> (axes, alt): what to show, and a text for it.
    """

    def __init__(self, question, slider, draw):
        self._draw = draw
        self.slider = slider
        self.status = ipywidgets.HTML()
        self.picture = ipywidgets.HTML()
        super().__init__([ipywidgets.HTML(f"<b>{html.escape(question)}</b>"), slider, self.status, self.picture])
        self.redraw(slider.value)
        slider.observe(lambda change: self.redraw(change.new), names="value")

    def redraw(self, value):
        """Draw the picture for one value of the slider."""
        self.status.value = "working …"
        try:
            axes, self.text = self._draw(value)
            self.png = plots.render(axes)
        except Exception as error:  # in a callback an exception would vanish without a trace
            self.status.value = f"This value does not work: {html.escape(str(error))}. Try another one."
            return
        self.picture.value = plots.picture(self.png, self.text)
        self.status.value = html.escape(self.text)

    def show(self):
        """Display the widget; where no widget can run, its picture stands there instead."""
        source = base64.b64encode(self.png).decode()
        fallback = {"text/html": plots.picture(self.png, self.text), "image/png": source, "text/plain": self.text}
        display({**self._repr_mimebundle_(), **fallback}, raw=True)


def forcing_interval(data, test, loss=None, intervals=(1, 2, 4, 8, 16, 30, 50), steps=10_000):
    """Retrain a small network for every forcing interval that the slider is set to, and draw its free orbit.

    Args:
        data: the training series, (T, 3).
        test: a noise-free series, (T', 3), to start from and to compare with.
        loss: the student's training loss; the course's own where it is None or not written yet.
        intervals: the values of the slider.
        steps: training steps for each.
    """

    def draw(t_forcing):
        seed_everything(0)
        model = CustomRNN(10, 50, data.shape[1])
        train(model, data, loss=loss, t_forcing=t_forcing, steps=steps, progress=False)
        z1 = torch.zeros(model.M)
        z1[: model.N] = test[0]
        orbit = generate_orbit(model, z1, 100_000)[1000:, : model.N]
        distance = d_stsp(test, orbit)
        axes = plots.attractors(test, orbit, titles=("data", f"model, τ_f = {t_forcing}"))
        return axes, f"τ_f = {t_forcing}: distance of the two attractors D_stsp ≈ {distance:.1f} (0 is perfect)"

    slider = ipywidgets.SelectionSlider(
        options=list(intervals), value=16, description="τ_f", continuous_update=False, layout={"width": "30em"}
    )
    Explorer("Which forcing intervals give a network that runs on as the Lorenz system?", slider, draw).show()


def logistic_cycles(values=(2.9, 3.2, 3.5, 3.56, 3.7, 3.8, 3.82, 3.83, 3.85, 3.9, 4.0)):
    """The third iterate of the logistic map over the diagonal, for every r that the slider is set to."""
    x = (np.arange(4000) + 0.5) / 4000

    def draw(r):
        once, thrice = logistic(x, r), logistic(logistic(logistic(x, r), r), r)
        crossed = np.flatnonzero(np.diff(np.sign(thrice - x)))
        points = x[crossed][np.abs(logistic(x[crossed], r) - x[crossed]) > 1e-3]
        marks = {"reference": [points], "label": "period 3"}
        axes = plots.return_maps([(x, thrice)], titles=[f"$f^3$ at r = {r}"], bases=[(x, once)], **marks)
        return axes, f"r = {r}: {len(points)} points of period 3"

    slider = ipywidgets.SelectionSlider(options=list(values), value=3.83, description="r", continuous_update=False)
    Explorer("Which r have a cycle of period three, and how is it born?", slider, draw).show()


def random_map(k=64, variances=(2, 5, 10, 20, 50, 100, 200, 500, 1000), seed=142):
    """A random map and its third iterate, for every variance and every draw that two sliders are set to."""

    def draw(sigma2, number):
        a, b = piecewise.draw(np.random.default_rng(number), 1, k, float(sigma2))
        once = piecewise.knots(a[0], b[0])
        counts = [len(piecewise.periodic_points(*once, p)) for p in (2, 3)]
        marks = {"reference": [[], piecewise.periodic_points(*once, 3)], "label": "period 3"}
        axes = plots.return_maps([once, piecewise.iterate(*once, 3)], titles=["$f$", "$f^3$"], **marks)
        return axes, f"σ² = {sigma2}: {counts[0]} points of period 2, {counts[1]} of period 3"

    variance = ipywidgets.SelectionSlider(
        options=list(variances), value=100, description="σ²", continuous_update=False, layout={"width": "30em"}
    )
    seeds = ipywidgets.IntSlider(seed, min=0, max=399, description="map no.", continuous_update=False)
    explorer = Explorer("What must a map look like to have a cycle of period three?", variance,
                        lambda sigma2: draw(sigma2, seeds.value))  # fmt: skip
    seeds.observe(lambda change: explorer.redraw(variance.value), names="value")
    explorer.children = [*explorer.children[:2], seeds, *explorer.children[2:]]
    explorer.show()


def weight_noise(regions, levels=(0.0, 0.02, 0.05, 0.1, 0.2, 0.3), value=0.1, draws=40, depth=7):
    """Numbers of linear regions over depth, for every size of weight noise that the slider is set to.

    Args:
        regions: regions(noise, recurrent) -> numbers of regions after every layer, for noise of shape (depth, 6).
        levels: standard deviations of the noise.
        value: where the slider stands first.
        draws: networks of each kind.
        depth: layers.
    """

    def draw(std):
        noise = std * np.random.default_rng(0).normal(size=(draws, depth, 6))
        counts = [np.array([regions(one, recurrent) for one in noise]) for recurrent in (True, False)]
        medians = [np.median(part[:, -1]) for part in counts]
        text = f"noise {std}, {depth} layers: {medians[0]:g} regions recurrent, {medians[1]:g} feed-forward (medians)"
        return plots.region_growth(*counts, title=f"noise of standard deviation {std}"), text

    slider = ipywidgets.SelectionSlider(
        options=list(levels), value=value, description="noise", continuous_update=False, layout={"width": "30em"}
    )
    Explorer("How much noise does each network bear?", slider, draw).show()


def network_gain(N=100, gains=(0.5, 0.8, 0.95, 1.0, 1.05, 1.2, 1.5, 2.0, 3.0, 5.0), value=1.5, steps=150):
    """Units of a random tanh network over time, for every gain that the slider is set to."""
    rng = np.random.default_rng(8)
    W, start = rng.normal(size=(N, N)) / np.sqrt(N), rng.normal(size=N)

    def draw(gain):
        orbit = [start]
        for _ in range(steps):
            orbit.append(np.tanh(gain * W @ orbit[-1]))
        return plots.traces(orbit, title=f"g = {gain}"), f"g = {gain}: five of {N} units over {steps} steps"

    slider = ipywidgets.SelectionSlider(
        options=list(gains), value=value, description="g", continuous_update=False, layout={"width": "30em"}
    )
    Explorer("At which gain does the network stop going to rest?", slider, draw).show()
