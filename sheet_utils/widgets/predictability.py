"""Sliders of sheet 09: the forcing interval of trained LSTMs."""

from sheet_utils import lstm, plots
from sheet_utils.measures import d_stsp
from sheet_utils.widgets.explorer import Explorer
from sheet_utils.widgets.stepped import Stepped


def forced_lstms(
    names=("tau1", "tau2", "tau5", "tau10", "tau20", "tau30", "tau50", "tau100", "tau200", "clipped"), value="tau30"
) -> None:
    """The free run of every cached LSTM that the slider is set to, beside the truth.

    Args:
        names: models, see `datasets.load_lstm`.
        value: the one that is shown first.
    """
    _, test = lstm.load_flow()

    def draw(name):
        runs = lstm.generate(lstm.load_model(name), test[::5000], 5000, T_trans=500)
        title = "clipped" if name == "clipped" else f"τ = {name.removeprefix('tau')}"
        distance = d_stsp(test, runs.reshape(-1, 3))
        return plots.attractor_row({"truth": test, title: runs[0]}), f"{title}: D_stsp ≈ {distance:.1f}"

    options = [("clipped" if name == "clipped" else name.removeprefix("tau"), name) for name in names]
    question = "Which intervals give a network that runs on as the Lorenz system?"
    Explorer(question, Stepped("τ", options, value), draw).show()
