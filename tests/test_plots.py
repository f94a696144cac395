"""Pictures: every function gives Axes with labels; `show` adds the alternative text; files stay small."""

import base64
import io
import re

import numpy as np
import pytest
import torch
from PIL import Image

from grading.folders import SOLUTIONS
from sheet_utils import datasets, plots

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
    "delay": lambda: plots.delay_plot(ORBIT[:, 0], ORBIT[:, 1]),
    "a diverged model": lambda: plots.attractors(ORBIT, ORBIT * 1e30),
    "a model that is NaN": lambda: plots.delay_plot(ORBIT[:, 0], ORBIT[:, 0] * np.nan),
}


@pytest.mark.parametrize("draw", PICTURES.values(), ids=PICTURES)
def test_every_picture_is_labelled_and_small(draw):
    axes = draw()
    for ax in np.ravel(np.asarray(axes, dtype=object)):
        assert ax.texts or (ax.get_ylabel() or ax.get_xlabel()), "no label"
    png = plots.render(axes)
    assert len(png) < 150_000
    assert Image.open(io.BytesIO(png)).width > 300


def test_show_gives_text_picture_and_alternative(monkeypatch):
    shown = []
    monkeypatch.setattr(plots.frame, "display", lambda data, raw: shown.append(data))
    plots.show(plots.loss_curve(np.ones(5)), alt='a "flat" line & nothing else')
    (data,) = shown
    assert data["text/plain"] == 'a "flat" line & nothing else'
    assert 'alt="a &quot;flat&quot; line &amp; nothing else"' in data["text/html"]
    assert base64.b64decode(data["image/png"]).startswith(b"\x89PNG")


def test_colours_differ_for_the_colour_blind():
    """Pairs that meet in one picture differ in brightness: data and model, yours and reference."""
    luminance = lambda c: np.dot([0.2126, 0.7152, 0.0722], [int(c[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    assert abs(luminance(plots.DATA) - luminance(plots.MODEL)) > 0.05
    assert abs(luminance(plots.YOURS) - luminance(plots.REFERENCE)) > 0.5


def test_what_notebooks_call_is_a_picture_and_no_module():
    """A file of the package that bears a picture's name would hide the picture."""
    sources = [path.read_text("utf-8") for path in sorted(SOLUTIONS.rglob("*.ipynb"))]
    called = {name for text in sources for name in re.findall(r"\bplots\.(\w+)\(", text)}
    assert len(called) > 30
    assert [name for name in sorted(called) if not callable(getattr(plots, name, None))] == []


CURVE, VALUES = np.linspace(-3.0, 0.0, 20), np.array([1.0, 0.5, 2.0])
ROWS = [("one", 0.5, 0.1, 0.8), ("two", -0.2, -0.6, 0.3)]
#: Pictures that show a student's result, by what stands in its place.
OF_A_RESULT = {
    "divergence": lambda result: plots.divergence(CURVE, 0.01, 0.9, (3, 9), result),
    "regime_norms": lambda result: plots.regime_norms({"chaos": VALUES}, {"chaos": result}),
    "gradient_growth": lambda result: plots.gradient_growth([1, 2, 3], {"chaos": VALUES}, {"chaos": result}),
    "gradient_shares": lambda result: plots.gradient_shares(VALUES, result),
    "growth_per_step": lambda result: plots.growth_per_step({"chaos": VALUES}, {"chaos": result}),
    "change_over_training": lambda result: plots.change_over_training({"run": VALUES}, {"run": result}),
    "correlations": lambda result: plots.correlations(ROWS, [result, (0.1, 0.0, 0.2)]),
    "spectrum_bands": lambda result: plots.spectrum_bands({"yours": result, "other": VALUES}, reference={"r": VALUES}),
    "return_maps": lambda result: plots.return_maps([([0.0, 1.0], [1.0, 0.0])], points=[result], reference=[[0.5]]),
    "knot_marks": lambda result: plots.knot_marks([0.0, 1.0], [1.0, 0.0], yours=(result, result)),
    "three_notions": lambda result: plots.three_notions([3.0, 4.0], [0.0, 0.7], lam=result),
}


@pytest.mark.parametrize("draw", OF_A_RESULT.values(), ids=OF_A_RESULT)
@pytest.mark.parametrize("result", [None, "text", [1, "a"], np.zeros((2, 2, 2)), np.zeros(0)], ids=str)
def test_a_picture_bears_what_is_no_result(draw, result):
    assert plots.render(draw(result))
