"""The forcing interval as a slider: a network that retrains before your eyes."""

import torch

from sheet_utils import plots
from sheet_utils.engine import generate_orbit
from sheet_utils.measures import d_stsp
from sheet_utils.models import CustomRNN
from sheet_utils.runtime import seed_everything
from sheet_utils.training import train
from sheet_utils.widgets.live import LiveExplorer
from sheet_utils.widgets.stepped import Stepped


def forcing_interval(data, test, loss=None, intervals=(1, 2, 4, 8, 16, 30, 50), steps=10_000) -> None:
    """Retrain a small network for every forcing interval that the slider is set to, and draw its free orbit.

    Args:
        data: the training series, (T, 3).
        test: a noise-free series, (T', 3), to start from and to compare with.
        loss: the student's training loss; the reference loss where it is None or not written yet.
        intervals: the values of the slider.
        steps: training steps for each.
    """

    def orbit_of(model, length):
        z1 = torch.zeros(model.M)
        z1[: model.N] = test[0]
        return generate_orbit(model, z1, length)[1000:, : model.N]

    def work(t_forcing, report):
        seed_everything(0)
        model = CustomRNN(10, 50, data.shape[1])
        seen = [0]

        def watch(done, wanted):
            # A picture every twentieth: the thread that draws has work of its own.
            if done < wanted and done - seen[0] < wanted / 20:
                return report(done / wanted, None)
            seen[0] = done
            return report(done / wanted, (orbit_of(model, 6000), done, None))

        train(model, data, loss=loss, t_forcing=t_forcing, steps=steps, progress=False, watch=watch)
        orbit = orbit_of(model, 100_000)
        return orbit, None, d_stsp(test, orbit)

    def draw(t_forcing, result):
        orbit, done, distance = result
        title = f"model, $\\tau_f = {t_forcing}$" + ("" if done is None else f", step {done}")
        axes = plots.attractors(test, orbit, titles=("data", title))
        if distance is None:
            return axes, f"τ_f = {t_forcing}: the network's own orbit after {done} steps of training"
        return axes, f"τ_f = {t_forcing}: distance of the two attractors D_stsp ≈ {distance:.1f} (0 is perfect)"

    slider = Stepped("τ_f", intervals, 16, "steps")
    question = "For which forcing interval does the free run come closest to the data?"
    LiveExplorer(question, slider, work, draw).show()
