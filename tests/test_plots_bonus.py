"""Pictures of sheet 10's bonus notebooks: with a student's result, with a useless one, and with none."""

import math
from types import SimpleNamespace

import nbformat
import numpy as np
import pytest
import torch

from grading.folders import SOLUTIONS
from sheet_utils import datasets, engine, lyapunov, measures, plots
from sheet_utils.models import CustomRNN
from tests.pictures import check_told

SERIES = datasets.load_lorenz_test()[:9000, 0]
X, Z = torch.randn(40, 2, 3), torch.randn(40, 2, 5)
DECAY = torch.exp(-torch.arange(1.0, 101))
MANY = DECAY.repeat(7, 1)
NORMS = {0.0: torch.ones(30, dtype=torch.float64), 0.1: 0.9 ** torch.arange(30.0)}
PAIR = (DECAY, DECAY)

PICTURES = {
    "one present": lambda: plots.one_present(SERIES),
    "agreement": lambda: plots.agreement(*PAIR, {"fresh": MANY, "trained": 2 * MANY}, 0.01, 20),
    "agreement that never comes": lambda: plots.agreement(*PAIR, {"fresh": torch.ones(7, 100)}, 0.01),
    "agreement, useless": lambda: plots.agreement(np.nan * DECAY, DECAY, {"fresh": np.nan * MANY}, 0.01),
    "agreement, none yet": lambda: plots.agreement(None, DECAY, {"fresh": None}, 0.01),
    "cold start": lambda: plots.cold_start(np.ones(300), DECAY, 20),
    "cold start, nothing trained": lambda: plots.cold_start([], DECAY, 20),
    "cold start, none yet": lambda: plots.cold_start(np.ones(300), None, 20),
    "rebuilt": lambda: plots.rebuilt(SERIES, SERIES[100:]),
    "rebuilt, ran away": lambda: plots.rebuilt(SERIES, torch.full((9000,), np.nan)),
    "rebuilt, none yet": lambda: plots.rebuilt(SERIES, None),
    "mixed runs": lambda: plots.mixed_runs(X, 0.2, Z, Z, {0.0: Z, 0.2: 2 * Z}),
    "mixed runs, useless": lambda: plots.mixed_runs(X, 0.2, np.nan * Z, Z, {0.0: np.nan * Z}),
    "mixed runs, none yet": lambda: plots.mixed_runs(X, 0.2, None, Z, {0.0: None}),
    "products": lambda: plots.forced_products({"M = N = 3": NORMS, "M = 10": NORMS}),
    "products, none yet": lambda: plots.forced_products(None),
    "strength": lambda: plots.strength_over_training(np.linspace(0.1, 0, 9)),
    "free runs": lambda: plots.free_runs(X.flatten(0, 1), {"sparse": X.flatten(0, 1), "generalised": None}),
    "methods": lambda: plots.forcing_methods(datasets.load_gtf(), 0.906, 0.007, (0.03, 0.07), {"yours": (0.8, np.inf)}),
    "methods, own ran away": lambda: plots.forcing_methods(
        datasets.load_gtf(), 0.906, 0.007, (0.03, 0.07), {"yours": (np.nan, np.inf)}
    ),
}


@pytest.mark.filterwarnings("ignore:All-NaN")
@pytest.mark.parametrize("draw", PICTURES.values(), ids=PICTURES)
def test_every_picture_is_small_and_brings_its_text(draw):
    check_told(*draw())


def test_agreement_counts_from_the_step_after_which_it_lasts():
    distances = torch.tensor([[1.0, 0.001, 1.0, 0.001, 0.001]])
    assert plots.first_agreement(distances, 0.01) == 4
    assert plots.first_agreement(distances[:, :3], 0.01) is None
    assert plots.first_agreement(0 * distances, 0.01) == 1
    assert plots.first_agreement(torch.log(distances), 0.01) is None


def test_a_pair_of_states_that_is_wrong_is_drawn_beside_the_right_one():
    axes, _ = plots.agreement(2 * DECAY, DECAY, {"fresh": MANY}, 0.01)
    yours, right = axes[0].lines[:2]
    assert np.allclose(yours.get_ydata(), 2 * right.get_ydata())
    plots.render(axes)


@pytest.mark.parametrize(
    ("mistake", "said"), [(DECAY.log(), "some are below 0"), (0 * DECAY, "0 at every step"), (np.nan * DECAY, "no num")]
)
def test_distances_that_a_logarithmic_axis_cannot_show_are_named(mistake, said):
    axes, _ = plots.agreement(mistake, DECAY, {"fresh": mistake.repeat(7, 1)}, 0.01)
    assert all(said in ax.texts[0].get_text() for ax in axes)
    plots.render(axes)


def test_of_distances_that_are_drawn_nothing_is_said():
    axes, _ = plots.agreement(DECAY, DECAY, {"fresh": MANY}, 0.01)
    assert not axes[0].texts and not axes[1].texts
    plots.render(axes)


def test_a_network_beyond_the_panel_points_there_and_one_without_a_number_is_no_perfect_one():
    axes, _ = plots.forcing_methods(
        datasets.load_gtf(), 0.906, 0.007, (0.03, 0.07), {"a": (0.3, 5.0), "b": (0.9, 0.1), "c": (np.nan, np.nan)}
    )
    for ax, wanted in zip(axes, (["<", "D", "D"], [">", "D", "D"]), strict=True):
        yours = [line for line in ax.lines if line.get_color() == plots.YOURS]
        assert [line.get_marker() for line in yours] == wanted
    assert yours[-1].get_xdata() == 2
    plots.render(axes)


def test_an_orbit_that_runs_away_ends_there_and_is_no_zero():
    orbit = 1.1 ** torch.arange(9000.0)  # beyond float32 from step 931 on
    axes, alt = plots.rebuilt(SERIES, orbit)
    drawn = axes[1][1].lines[0].get_ydata()
    assert len(drawn) == 931 and (drawn > 0).all() and "after ≈ 931 steps" in alt
    assert [text.get_text() for text in axes[1][1].texts] == ["it runs away"] and not axes[1][0].texts
    plots.render(axes)
    axes, _ = plots.free_runs(X.flatten(0, 1), {"sparse": np.nan * X.flatten(0, 1), "generalised": X.flatten(0, 1)})
    assert [[text.get_text() for text in ax.texts] for ax in axes] == [[], ["it runs away"], []]
    assert all(len(line.get_data_3d()[0]) == 0 for line in axes[1].lines)
    plots.render(axes)


@pytest.mark.parametrize(
    ("notebook", "cell"), [("3_single_variable", "generate-run"), ("4_beyond_sparse", "train-run")]
)
def test_a_network_that_runs_away_stops_no_cell(notebook, cell, capsys):
    """The cell as it stands, with a network whose every unit doubles."""
    cells = nbformat.read(SOLUTIONS / "sheet10" / f"{notebook}.ipynb", as_version=4).cells
    source = next(one.source for one in cells if one.id == cell)
    model, shown = CustomRNN(10, 5, 1 if notebook[0] == "3" else 3), []
    with torch.no_grad():
        model.A.fill_(2.0)
        model.h1.fill_(1.0)
    train = lambda network, *_, **__: network.load_state_dict(model.state_dict()) and SimpleNamespace(outcome="engine")
    test = datasets.load_lorenz_test()
    names = {
        "torch": torch, "math": math, "engine": engine, "measures": measures, "CustomRNN": lambda **_: model,
        "maximum_lyapunov_exponent": lyapunov.maximum_lyapunov_exponent, "seed_everything": lambda seed: None,
        "model": model, "test": test[:, :1] if notebook[0] == "3" else test, "run": SimpleNamespace(losses=[1.0]),
        "checks": SimpleNamespace(attempt=lambda *_: torch.ones(1, 1, 10), check=lambda *_, **__: None),
        "training": SimpleNamespace(train=train), "process_sequence_with_warmup": None, "gtf_loss": None, "data": None,
        "process_sequence_using_GTF": None, "alpha": 0.1, "alpha_end": 0.1, "steps": 1,
        "plots": SimpleNamespace(**{**vars(plots), "show": lambda *told: shown.append(told)}),
    }  # fmt: skip
    exec(source, names)
    axes, _ = shown[0]
    plots.render(axes)
    assert ("No exponent" if notebook[0] == "3" else "λ_max ≈ nan") in capsys.readouterr().out


def test_what_the_notebook_says_about_the_methods():
    """The figures of the mark scheme of `calm-why`."""
    rows = datasets.load_gtf()
    of = lambda method, key: np.array([row[key] for row in rows if row["method"] == method])
    sparse, pulled = "STF 16", "GTF, largest norm"
    assert np.median(of(sparse, "exponent")) == pytest.approx(0.853, abs=1e-3)
    assert np.median(of(pulled, "exponent")) == pytest.approx(0.867, abs=1e-3)
    assert (of(pulled, "exponent") > of(sparse, "exponent")).sum() == 7
    assert max(of(pulled, "exponent").max(), of(sparse, "exponent").max()) < 0.906
    assert (np.abs(of(pulled, "exponent") - 0.906) < 0.014).sum() == 1
    assert np.median(of(sparse, "d_stsp")) == pytest.approx(0.072, abs=1e-3)
    assert np.median(of(pulled, "d_stsp")) == pytest.approx(0.050, abs=1e-3)
    assert np.median(of("STF 30", "exponent")) == pytest.approx(0.874, abs=1e-3)
    assert np.median(of("STF 30", "d_stsp")) == pytest.approx(0.18, abs=5e-3)
    assert (of("STF 30", "exponent") > 0.98).sum() == 3 and of("GTF, largest norm, L = 100", "failed").sum() == 1
    sparse, pulled = (f"{method}, B = 64" for method in (sparse, pulled))
    assert np.median(of(sparse, "exponent")) == pytest.approx(0.864, abs=1e-3)
    assert max(of(sparse, "exponent")) == pytest.approx(1.245, abs=1e-3)
    assert np.median(of(pulled, "exponent")) == pytest.approx(0.899, abs=1e-3)
    assert set(of(sparse, "batch_size")) == set(of(pulled, "batch_size")) == {64}
    assert set(of(sparse, "learning_rate")) == set(of(pulled, "learning_rate")) == {5e-3}


def test_a_strength_that_stays_is_not_said_to_fall():
    assert "constant" in plots.strength_over_training(np.full(9, 0.125))[1]
    assert "falls" in plots.strength_over_training(np.linspace(0.1, 0, 9))[1]


def test_every_line_of_generalised_forcing_says_its_strength():
    axes, _ = plots.forcing_methods(datasets.load_gtf(), 0.906, 0.007, (0.03, 0.07))
    labels = [label.get_text() for label in axes[0].get_yticklabels()]
    assert [label for label in labels if "α" in label] == [
        "GTF, largest norm\nα = 0.128",
        "GTF, annealed from largest to mean\nα from 0.128 to 0.039",
        "GTF, largest norm, L = 100\nα = 0.128",
        "GTF, largest norm, M = 3\nα = 0.128",
        "GTF, largest norm, B = 64\nα = 0.128",
    ]
    assert "GTF 0.2" in labels


def test_axes_without_errors_carry_no_ticks():
    axes, _ = plots.cold_start(np.ones(300), None, 20)
    plots.render(axes)
    ticks = [*axes[1].xaxis.get_major_ticks(), *axes[1].yaxis.get_major_ticks()]
    assert ticks and not any(tick.label1.get_visible() or tick.tick1line.get_visible() for tick in ticks)
