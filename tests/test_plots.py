"""Pictures: every function gives Axes with labels; `show` adds the alternative text; files stay small."""

import base64
import importlib
import io
import pickle
import pkgutil
import re

import matplotlib.pyplot as plt
import numpy as np
import pytest
import torch
from PIL import Image

from grading.folders import SOLUTIONS
from sheet_utils import datasets, plots
from tests.pictures import check_drawn, check_told


@pytest.fixture(autouse=True)
def closed_figures():
    """A test that looks at a picture need not render it for it to be closed."""
    yield
    plt.close("all")


ORBIT = np.cumsum(np.random.default_rng(0).normal(size=(600, 3)), axis=0)
STATES = torch.randn(40, 2, 5, generator=torch.Generator().manual_seed(0))
FOUND = [[(torch.full((10,), 1.03), 1.001), (torch.zeros(10), 1.12)], []]

PICTURES = {
    "attractors": lambda: plots.attractors(ORBIT, torch.tensor(ORBIT)),
    "one attractor": lambda: plots.attractors(ORBIT),
    "series": lambda: plots.series(ORBIT, ORBIT[:100]),
    "loss": lambda: plots.loss_curve(np.exp(-np.arange(500) / 100)),
    "no loss": lambda: plots.loss_curve([]),
    "forcing": lambda: plots.forcing(STATES[..., :3], 7, STATES.clone().requires_grad_(), STATES),
    "forcing, none yet": lambda: plots.forcing(STATES[..., :3], 7, None, STATES),
    "norms": lambda: plots.jacobian_norms([1e3, 1e30, np.inf, np.inf], [7, 69, 90, 120], 3.4e38, 30.0)[0],
    "norms, too few": lambda: plots.jacobian_norms([1e3, 1e30], [7, 69, 90, 120], 3.4e38, 30.0)[0],
    "norms, none yet": lambda: plots.jacobian_norms(None, [], 3.4e38, 30.0)[0],
    "norms that are a word": lambda: plots.jacobian_norms("norms", [7, 69], 3.4e38, 30.0)[0],
    "one exponent": lambda: plots.exponent_line({"a": 0.6, "d": -14.6}, 0.9, 0.91, 0.02)[0],
    "one exponent, none yet": lambda: plots.exponent_line({"a": 0.6, "d": -14.6}, None, 0.91, 0.02)[0],
    "audited exponents": lambda: plots.audit_exponents(datasets.load_table("ten_networks_audit.csv"))[0],
    "audited distances": lambda: plots.audit_distances(datasets.load_table("ten_networks_audit.csv"), 16.7)[0],
    "a network beside its system": lambda: plots.network_beside_system(ORBIT, ORBIT, 0.0, "network 0"),
    "fixed points": lambda: plots.fixed_points(ORBIT, FOUND, datasets.load_table("ten_networks_audit.csv"))[0],
    "fixed points, none yet": lambda: plots.fixed_points(ORBIT, None, datasets.load_table("ten_networks_audit.csv"))[0],
    "beside an equilibrium": lambda: plots.beside_equilibrium(ORBIT[:, 0], ORBIT[:, 1], -1.1, "network 0"),
    "beside an equilibrium, before the guess": lambda: plots.beside_equilibrium(None, ORBIT[:, 1], -1.1, "network 0"),
    "a diverged model": lambda: plots.attractors(ORBIT, ORBIT * 1e30),
    "a model that is NaN": lambda: plots.attractors(ORBIT, ORBIT * np.nan),
}


SPECTRA = -np.cumsum(np.random.default_rng(1).random((2, 4, 6)), axis=2)
EARLY = [
    {"epoch": epoch} | {f"{key}{end}": 0.1 * epoch for key in ("exponent", "loss") for end in ("", "_low", "_high")}
    for epoch in range(3)
]
X, NORMS = torch.randn(40, 2, 3), 10.0 ** -np.arange(40.0)
WALK = list(torch.cat([torch.zeros(1, 2, 5), STATES[:-1]]))

#: Those that bring their alternative text, each with a student's result, with a useless one and with none.
TOLD = {
    "forced runs": lambda: plots.forced_runs(X, 7, {"a": (STATES, WALK), "b": (STATES, WALK[:3])}, STATES),
    "forced runs, useless": lambda: plots.forced_runs(X, 7, {"a": (3.0, []), "b": (STATES[:5], WALK)}),
    "forced runs, none yet": lambda: plots.forced_runs(X, 7, {"a": (None, []), "b": (None, [])}, STATES),
    "first steps": lambda: plots.first_steps(np.ones(9), torch.ones(9), 0.1),
    "first steps, none yet": lambda: plots.first_steps(None, None, 0.1),
    "error since a reset": lambda: plots.error_since_reset(torch.rand(16), 0.01),
    "error since a reset, none yet": lambda: plots.error_since_reset(None, 0.01),
    "own orbit": lambda: plots.own_orbit(ORBIT, torch.randn(300, 10), 3),
    "own orbit, NaN": lambda: plots.own_orbit(ORBIT, torch.full((300, 10), np.nan), 3),
    "own orbit, too few columns": lambda: plots.own_orbit(ORBIT, torch.randn(300, 2), 3),
    "own orbit, none yet": lambda: plots.own_orbit(ORBIT, None, 3),
    "reset products": lambda: plots.reset_products({1: NORMS, None: 1 / NORMS, 4: "text"}, NORMS, NORMS),
    "reset products that vanish": lambda: plots.reset_products({1: 0 * NORMS}, 0 * NORMS, NORMS),
    "reset products, none yet": lambda: plots.reset_products({1: None}),
    "loss along a line": lambda: plots.loss_along_line(
        np.linspace(-1, 1, 9), {1: torch.rand(9), 16: torch.full((9,), np.nan)}, {1: [1.0, 2.0], 16: [3.0, np.nan]}
    ),
    "prediction": lambda: plots.prediction_error(ORBIT, ORBIT + 0.1, 0.4, 2.0),
    "prediction, useless": lambda: plots.prediction_error(ORBIT, ORBIT[:5], 0.4, "long"),
    "prediction, none yet": lambda: plots.prediction_error(ORBIT, None, 0.4, None),
    "valid times": lambda: plots.valid_times({"a": [1.0, 2.0], "b": [0.0, 0.0]}, guess=3),
    "valid times, none yet": lambda: plots.valid_times(None),
    "shapes over training": lambda: plots.shapes_over_training(["a", "b"], SPECTRA, (0, 1, 3)),
    "settling": lambda: plots.settling(["a", "b"], SPECTRA, [(np.array([1.0, 0.5, 0.1]), -1.0)] * 2),
    "settling, none yet": lambda: plots.settling(["a", "b"], SPECTRA, None),
    "settling, useless": lambda: plots.settling(["a", "b"], SPECTRA, [3.0, "text"]),
    "spectra and losses": lambda: plots.spectra_and_losses([("a", SPECTRA[0], "mean", X[:4, 0, 0], X[:4, 0, 1])], True),
    "spectra without losses": lambda: plots.spectra_and_losses([("a", SPECTRA[0], "mean", X[:4, 0], X[:4])], False),
    "loss along training": lambda: plots.loss_along_training(
        [("largest", -SPECTRA[0], SPECTRA[1], -0.5)] * 2, "bits", np.arange(6), [0, 2]
    ),
    "shares after": lambda: plots.shares_after(np.array([0.1, 0.5]), 7),
    "shares after, nobody": lambda: plots.shares_after(np.array([]), 7),
    "adjusted dots": lambda: plots.adjusted_dots([("a", np.ones(4), np.ones(4), np.arange(4) // 2, 0.25)] * 2),
    "two predictors": lambda: plots.two_predictors(np.ones(9), np.ones(9), np.ones(9), np.arange(9), ("mean", "p")),
    "early read-out": lambda: plots.early_read_out([("characters", EARLY, 0.9), ("movement", EARLY, None)]),
    "intervals": lambda: plots.intervals_beside([("yours", 0.1, -0.2, 0.3), ("reference", None)]),
    "distances": lambda: plots.distance_over_interval([1, 1, 4], [0.1, np.inf, 2.0], 0.02, 16.7, 76.5),
}


DRIVEN = {"g = 2": np.linspace(0.1, -3, 30) + 0.01 * np.random.default_rng(0).normal(size=(4, 30))}
FOUR = {f"routine {name}": np.linspace(-0.2, -1, 6) for name in "abcd"}
RATES = {"T = 10": np.linspace(0, -2, 9)}
LEVEL = {"T = 10": -3.6, "g = 2": -3.6}

#: The pictures of sheet 11, notebooks 1 to 3, in the same three states.
TOLD |= {
    "driven paths": lambda: plots.driven_paths({"a": np.zeros((9, 2, 3)), "b": np.ones((9, 2, 3))}),
    "averaging errors": lambda: plots.averaging_errors({"a": ((1, 2), [0.1, 0.07]), "b": ((1, 2), [1e-13, 0.0])}),
    "errors in time": lambda: plots.errors_in_time((10, 20, 40), [0.1, 0.05, 0.02], [0.1, 0.07, 0.05]),
    "width dependence": lambda: plots.width_dependence((8, 16), {"a": [[1.0, 2.0], [1.0, 1.5]]}, -0.55),
    "width dependence, before the guess": lambda: plots.width_dependence((8, 16), {"a": [[1, 2], [1, 3]]}, None),
    "gradient norms": lambda: plots.gradient_norms({"a": NORMS}, {"a": -2.3}, {"a": NORMS * 2}),
    "gradient norms, useless": lambda: plots.gradient_norms({"a": NORMS}, {"a": -2.3}, {"a": "text"}),
    "gradient norms, none yet": lambda: plots.gradient_norms({"a": NORMS}, {"a": -2.3}, None),
    "singular rates": lambda: plots.singular_rates(RATES, LEVEL, np.linspace(0, -2, 9)),
    "singular rates, useless": lambda: plots.singular_rates(RATES, LEVEL, np.full(9, np.nan)),
    "singular rates, none yet": lambda: plots.singular_rates(RATES, LEVEL, None),
    "own spectra": lambda: plots.own_spectra(DRIVEN, {"g = 2": DRIVEN["g = 2"][0]}),
    "own spectra, useless": lambda: plots.own_spectra({"g = 2": "text"}, {"g = 2": DRIVEN["g = 2"][0]}),
    "own spectra, none yet": lambda: plots.own_spectra({"g = 2": None}, {"g = 2": DRIVEN["g = 2"][0]}),
    "regime spectra": lambda: plots.regime_spectra(DRIVEN, {"g = 2": (0.1, -1.4)}),
    "regime spectra, useless theory": lambda: plots.regime_spectra(DRIVEN, {"g = 2": "text"}),
    "regime spectra, no theory yet": lambda: plots.regime_spectra(DRIVEN),
    "wrong spectra": lambda: plots.wrong_spectra(FOUR, np.linspace(-0.3, -1, 6)),
    "wrong spectra, none yet": lambda: plots.wrong_spectra(FOUR, None),
    "index errors": lambda: plots.index_errors({"n = 2": np.full(9, 1e-15), "n = 5": [0.0] * 8 + [np.nan]}),
    "plateaus": lambda: plots.plateaus(np.linspace(0, -5, 9), {"g = 2": np.linspace(0, -3, 9)}, LEVEL),
    "plateaus, before the guess": lambda: plots.plateaus(np.linspace(0, -5, 9), {"g = 2": np.linspace(0, -3, 9)}),
    "warm-up errors": lambda: plots.warm_up_errors({name: np.eye(3, 7) for name in "abcd"}),
    "cost shares": lambda: plots.cost_shares({"at most: characters": 1.0, "motion": 3.0}, 4),
}


@pytest.mark.parametrize("draw", TOLD.values(), ids=TOLD)
def test_every_picture_that_tells_itself_is_small_and_told(draw):
    check_told(*draw())


def test_a_picture_before_the_guess_shows_the_system_alone():
    """No network's number can be read off before a student has guessed: not in the picture, not in its text."""
    table = datasets.load_table("ten_networks_audit.csv")
    drawn = lambda axes: [label for ax in axes for label in ax.get_legend_handles_labels()[1]]
    for shown in (True, False):
        axes, alt = plots.audit_exponents(table, with_networks=shown)
        assert any("network" in label for label in drawn(axes)) == shown
        assert ("0.858" in alt) == shown  # the smallest of the ten
        assert shown or plots.render(axes)
        axes = plots.network_beside_system(ORBIT, ORBIT if shown else None, 0.0, "network 0")
        assert ("network 0" in drawn(axes)) == shown
        assert shown or plots.render(axes)
        axes = plots.beside_equilibrium(ORBIT[:, 0] if shown else None, ORBIT[:, 1], -1.1, "network 0")
        assert ("network 0" in drawn(axes)) == shown


def test_pictures_of_exponents_show_no_answer_before_the_guess_and_a_wrong_result_apart():
    """Predicted levels come with the guess, and what a student computes is drawn where it lies."""
    for level in (None, -0.55):
        axes, alt = plots.width_dependence((8, 16), {"a": [[-1.0, -2.0], [-1.0, -1.5]]}, level)
        assert any("theory" in label for label in axes.get_legend_handles_labels()[1]) == ("-0.55" in alt)
        assert ("-0.55" in alt) == (level is not None)
    for levels in (None, LEVEL):
        axes, _ = plots.plateaus(np.linspace(0, -5, 9), {"g = 2": np.linspace(0, -3, 9)}, levels)
        assert any("predicted" in label for label in axes.get_legend_handles_labels()[1]) == (levels is not None)
    for factor in (1, 100):
        axes, _ = plots.gradient_norms({"a": NORMS}, {"a": -2.3}, {"a": factor * NORMS})
        own, right = (line.get_ydata() for line in axes.lines[:2])
        assert np.abs(own - right).max() == pytest.approx(np.log10(factor))
        assert ("factor of up to 100" in axes.get_title()) == (factor == 100)
    # A path that is missing in a Jacobian can move a spectrum by less than a line is wide.
    for shift in (0, 0.003):
        axes, _ = plots.own_spectra({"g = 2": DRIVEN["g = 2"] + shift}, {"g = 2": DRIVEN["g = 2"].mean(axis=0)})
        assert any("off by up to 0.003" in label for label in axes.get_legend_handles_labels()[1]) == bool(shift)


def test_a_forced_run_is_broken_where_the_state_was_changed():
    """A reset before the step breaks the line on the observation; one after the step does not break it at all."""
    x, Z = torch.randn(9, 1, 2), torch.randn(9, 1, 4)
    states = [torch.cat([x[t], Z[t - 1][:, 2:]], 1) if t % 4 == 0 else Z[t - 1] for t in range(9)]
    late = [torch.zeros(1, 4), *Z[:-1]]
    axes, _ = plots.forced_runs(x, 4, {"before": (Z, states), "after": (Z, late)})
    marks = [next(line for line in ax.lines if line.get_marker() == "D" and len(line.get_xdata())) for ax in axes[:2]]
    assert list(marks[0].get_xdata()) == [0, 4, 8]
    assert np.allclose(marks[0].get_ydata(), x[[0, 4, 8], 0, 0])
    assert list(marks[1].get_xdata()) == [0]


@pytest.mark.parametrize("draw", PICTURES.values(), ids=PICTURES)
def test_every_picture_is_labelled_and_small(draw):
    axes = draw()
    for ax in np.ravel(np.asarray(axes, dtype=object)):
        assert ax.texts or (ax.get_ylabel() or ax.get_xlabel()), "no label"
    assert Image.open(io.BytesIO(check_drawn(axes))).width > 300


def test_an_orbit_is_seen_whatever_it_does():
    """A fixed point is a dot and not a line of no length; of what never was finite, words are left."""
    for draw in (plots.attractors, lambda true, orbit: plots.own_orbit(true, orbit, 3)[0]):
        lines = [draw(ORBIT, orbit)[1].lines for orbit in (ORBIT, ORBIT[:1].repeat(600, axis=0))]
        assert [[line.get_marker() for line in panel] for panel in lines] == [["None"], ["None", "o"]]
        empty = draw(ORBIT, np.nan * ORBIT)[1]
        assert not empty.lines and [text.get_text() for text in empty.texts] == ["no finite state"]


@pytest.mark.parametrize("name", [name for name in TOLD if name.endswith("none yet")])
def test_a_picture_without_a_result_is_told_as_one(name):
    _, alt = TOLD[name]()
    assert re.search(r"\byet\b|\bonce\b", alt)


@pytest.mark.parametrize("name", ["regime spectra, useless theory", "regime spectra, no theory yet"])
def test_a_theory_that_gives_no_numbers_is_not_said_to_be_drawn(name):
    axes, alt = TOLD[name]()
    assert "theory" not in alt and not any("theory" in text.get_text() for text in axes[0].get_legend().get_texts())


def test_a_panel_of_words_alone_has_no_ticks_and_a_placeholder_is_told_in_its_own_words(monkeypatch):
    axes, _ = plots.horizons(np.arange(2), [("a", "s", None), ("b", "s", np.eye(2))])
    plots.render(axes)
    shown = [[tick.label1.get_visible() for tick in ax.xaxis.get_major_ticks()] for ax in axes]
    assert not any(shown[0]) and all(shown[1])
    bundles = []
    monkeypatch.setattr(plots.frame, "display", lambda data, raw: bundles.append(data))
    plots.show(plots.loss_curve([]), "A curve that falls.")
    assert bundles[0]["text/plain"] == "nothing was trained" and "falls" not in bundles[0]["text/html"]


def test_show_gives_text_picture_and_alternative(monkeypatch):
    shown = []
    monkeypatch.setattr(plots.frame, "display", lambda data, raw: shown.append(data))
    plots.show(plots.loss_curve(np.ones(5)), alt='a "flat" line & nothing else')
    (data,) = shown
    assert data["text/plain"] == 'a "flat" line & nothing else'
    assert 'alt="a &quot;flat&quot; line &amp; nothing else"' in data["text/html"]
    png = base64.b64decode(re.search('base64,([^"]+)', data["text/html"])[1])
    with Image.open(io.BytesIO(png)) as image:
        # Two pixels of the file for each of the page: sharp at 200 %.
        shown = int(re.search('width="([0-9]+)"', data["text/html"])[1])
        assert abs(image.width - 2 * shown) <= 1


def test_colours_differ_for_the_colour_blind():
    """Pairs that meet in one picture differ in brightness: data and model, yours and reference."""
    luminance = lambda c: np.dot([0.2126, 0.7152, 0.0722], [int(c[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    assert abs(luminance(plots.DATA) - luminance(plots.MODEL)) > 0.05
    assert abs(luminance(plots.YOURS) - luminance(plots.REFERENCE)) > 0.5


def test_a_result_of_the_students_is_orange_where_it_has_no_partner():
    of_one = {"your theory": ([1, 2], [0.0, 0.1]), "ln g": ([1, 2], [0.0, 0.7])}
    ax = plots.against_theory({"N = 200": ([1, 2], [0, 0.1], [0, 0])}, of_one, "gain")
    plots.render(ax)
    assert [line.get_color() == plots.YOURS for line in ax.lines[:2]] == [True, False]


@pytest.mark.parametrize("kind", ["bifurcation", "enlarged", "mandelbrot"])
def test_a_thin_branch_of_a_diagram_is_no_row_of_dashes(kind):
    """Every row of the histogram has at least one row of pixels; with more rows than pixels some would be left out."""
    r, X = np.linspace(-1.0, 1.0, 50), np.full((30, 50), 0.4)
    if kind == "enlarged":
        ax, dpi = plots.enlarged_diagram(r, X, (0.0, 1.0)), plots.frame.QUICK
    else:
        draw = plots.bifurcation if kind == "bifurcation" else plots.mandelbrot_above_diagram
        axes, _ = draw(r, X, None) if kind == "bifurcation" else draw(r, X)
        ax, dpi = axes[0] if kind == "bifurcation" else axes[1], plots.frame.DPI
    ax.figure.canvas.draw()
    pixels = ax.get_window_extent().height * dpi / ax.figure.dpi
    (image,) = ax.images
    assert pixels > image.get_array().shape[0]
    plots.render(ax)


def flat(value):
    """What a constant holds, at every depth."""
    values = value.values() if isinstance(value, dict) else value if isinstance(value, (tuple, list)) else ()
    return [value] if isinstance(value, str) else [one for part in values for one in flat(part)]


def test_orange_is_the_students_in_every_picture():
    """No list of colours for several curves holds it, under whichever name."""
    lists = {}
    for file in pkgutil.iter_modules(plots.__path__):
        module = importlib.import_module(f"sheet_utils.plots.{file.name}")
        lists |= {f"{file.name}.{name}": flat(value) for name, value in vars(module).items() if name.isupper()}
    assert sum(plots.DATA in colours for colours in lists.values() if len(colours) > 1) > 5
    assert not [name for name, colours in lists.items() if len(colours) > 1 and plots.YOURS in colours]


@pytest.mark.parametrize(
    ("limits", "labels"),
    [((15, 400), ["20", "50", "100", "200"]), ((0.3, 30), ["1", "10"]), ((1e-9, 1), None), ((0.5, 90), ["1", "10"])],
)
def test_ticks_of_a_short_logarithmic_axis_are_numbers_that_people_use(limits, labels):
    _, ax = plots.frame.new_figure()
    ax.set(xscale="log", xlim=limits, xlabel="x")
    plots.render(ax)
    shown = [tick.get_text() for tick in (*ax.get_xticklabels(minor=True), *ax.get_xticklabels()) if tick.get_text()]
    if labels is None:
        assert "10⁻³" in shown or "10⁻⁴" in shown
    else:
        assert set(labels) <= set(shown) and not any("mathdefault" in text for text in shown)


def test_pictures_stand_on_panels_of_one_width():
    narrow, wide = (plots.frame.new_figure(width=width)[1] for width in (3.0, 11.0))
    for ax in (narrow, wide):
        ax.set_xlabel("x")
    panels = {re.search('<div style="([^"]+)"', plots.picture(plots.render(ax), "."))[1] for ax in (narrow, wide)}
    assert len(panels) == 1 and "max-width" in panels.pop()


def test_what_notebooks_call_is_a_picture_and_no_module():
    """A file of the package that bears a picture's name would hide the picture."""
    sources = [path.read_text("utf-8") for path in sorted(SOLUTIONS.rglob("*.ipynb"))]
    called = {name for text in sources for name in re.findall(r"\bplots\.(\w+)\(", text)}
    assert len(called) > 30
    assert [name for name in sorted(called) if not callable(getattr(plots, name, None))] == []


CURVE, VALUES = np.linspace(-3.0, 0.0, 20), np.array([1.0, 0.5, 2.0])
ROWS = [("one", 0.5, 0.1, 0.8), ("two", -0.2, -0.6, 0.3)]
LINE = (np.array([0.0, 1.0]), np.array([1.0, 0.0]))
#: Pictures that show a student's result, by what stands in its place.
OF_A_RESULT = {
    "divergence": lambda result: plots.divergence(CURVE, 0.01, 0.9, (3, 9), result),
    "settling": lambda result: plots.settling(["a", "b"], SPECTRA, [(VALUES, -1.0), (result, -1.0)])[0],
    "adjusted_dots": lambda result: plots.adjusted_dots([("a", VALUES, VALUES, np.zeros(3), result)])[0],
    "term_maps": lambda result: plots.term_maps({"chaos": result, "cycle": result})[0],
    "theorem_one": lambda result: plots.theorem_one({"cycle": VALUES}, {"cycle": result}, np.ones((3, 2)))[0],
    "growth_in_regimes": lambda result: plots.growth_in_regimes(
        {"chaos": VALUES}, {"chaos": VALUES}, [1, 2, 3], {"chaos": result}, {"chaos": VALUES}
    )[0],
    "promised_decrease": lambda result: plots.promised_decrease(VALUES, {5: result})[0],
    "clipped_terms": lambda result: plots.clipped_terms(result, 0.1, 1.0)[0],
    "forced_states": lambda result: plots.forced_states(VALUES, {"reset": result}, np.eye(2, 3), np.ones(2))[0],
    "stored_readings": lambda result: plots.stored_readings(CURVE, 2, 3, result)[0],
    "correlations": lambda result: plots.correlations(ROWS, [result, (0.1, 0.0, 0.2)]),
    "spectrum_bands": lambda result: plots.spectrum_bands({"yours": result, "other": VALUES}, reference={"r": VALUES}),
    "return_maps": lambda result: plots.return_maps([([0.0, 1.0], [1.0, 0.0])], points=[result], reference=[[0.5]]),
    "composed": lambda result: plots.composed(LINE, LINE, (result, result))[0],
    "returning_points": lambda result: plots.returning_points(LINE, LINE, [VALUES / 2], result)[0],
    "backward_orbit": lambda result: plots.backward_orbit(3.83, result, lambda x, n: np.zeros(n + 1), VALUES)[0],
    "pair_over_time": lambda result: plots.pair_over_time(result, VALUES, [True, False])[0],
    "odd_cycles": lambda result: plots.odd_cycles({3: (result, [1, 2], 12), 5: (None, [], 12)})[0],
    "pairs": lambda result: plots.pairs({"a": result, "b": np.ones((4, 2))}, {"b": (0.0, 1.0)}, np.ones((4, 2)))[0],
    "noisy_functions": lambda result: plots.noisy_functions(
        LINE, {True: LINE, False: LINE}, {True: (None, 3), False: (2.0, 3)}, 0.1
    )[0],
    "jacobian_norms_over_depth": lambda result: plots.jacobian_norms_over_depth({"a": {True: result}})[0],
}


WHAT_AN_ARTIST_SHOWS = ("get_text", "get_xydata", "get_path", "get_paths", "get_offsets", "get_array", "get_position")


def parts(axes):
    """What a result decides of a picture: words, and the numbers behind every mark; the figure is closed."""
    panels = np.ravel(np.asarray(axes, dtype=object))[0].figure.axes
    plt.close(panels[0].figure)
    artists = [artist for ax in panels for artist in ax.get_children()]
    artists += [text for ax in panels if ax.get_legend() for text in ax.get_legend().get_texts()]
    shown = [[getattr(one, name)() for name in WHAT_AN_ARTIST_SHOWS if hasattr(one, name)] for one in artists]
    around = [(ax.get_xlabel(), ax.get_ylabel(), ax.get_xlim(), ax.get_ylim()) for ax in panels]
    return [type(one) for one in artists], around, [pickle.dumps(part) for part in shown]


@pytest.mark.parametrize("draw", OF_A_RESULT.values(), ids=OF_A_RESULT)
def test_a_picture_bears_what_is_no_result(draw):
    """Whatever it is, the picture is that of no result, which is rendered once for all."""
    assert plots.render(draw(None)) == plots.render(draw("text"))
    nothing = parts(draw(None))
    for value in ("text", [1, "a"], np.zeros((2, 2, 2)), np.zeros(0)):
        assert parts(draw(value)) == nothing, value
