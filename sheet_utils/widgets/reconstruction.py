"""The forcing interval as a slider: a network that retrains before your eyes."""

import ipywidgets
import torch

from sheet_utils import plots
from sheet_utils.engine import generate_orbit
from sheet_utils.measures import d_stsp
from sheet_utils.models import CustomRNN
from sheet_utils.runtime import seed_everything
from sheet_utils.training import train
from sheet_utils.widgets.explorer import Explorer


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
