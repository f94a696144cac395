"""Sheet 12: points, answers of every kind to every exercise, fingerprints that are current."""

from collections import Counter

import nbformat
import numpy as np
import pytest

from course import answers, fingerprints, mutants
from course.probes import sheet10, sheet12
from sheet_utils import piecewise, plots, widgets

SHEET = "sheet12"
EXERCISES = [name for names in sheet12.NOTEBOOKS.values() for name in names]
NOTEBOOKS = sorted((answers.ROOT / "solutions" / SHEET).glob("*.ipynb"))


@pytest.fixture(scope="module")
def rows():
    return mutants.rows(SHEET)


def test_every_answer_gets_what_it_must(rows):
    bad = [row for row in rows if not row.good]
    assert not bad, "\n".join(mutants.table(bad))


def test_every_exercise_is_tried_with_enough_answers(rows):
    right = Counter(row.answer.exercise for row in rows if row.answer.right)
    named = {(row.answer.exercise, row.answer.misconception) for row in rows if row.answer.misconception}
    wrong = Counter(exercise for exercise, _ in named)
    others = Counter(row.answer.exercise for row in rows if not row.answer.right and not row.answer.misconception)
    for exercise in EXERCISES:
        # The instructor's own solution is among the right ones.
        assert right[exercise] >= 6 and wrong[exercise] >= 5 and others[exercise] >= 1, exercise


@pytest.mark.parametrize("hidden", [False, True])
def test_fingerprints_are_current_and_all_differ(hidden):
    files, clashes = fingerprints.files(SHEET, hidden)
    assert not clashes
    for path, content in files.items():
        assert path.read_bytes() == content, f"run `python -m course.fingerprints`: {path.name} is not current"


def test_thirty_points_and_few_questions():
    total = 0
    for path in NOTEBOOKS:
        cells = [c.metadata.nbgrader for c in nbformat.read(path, as_version=4).cells if "nbgrader" in c.metadata]
        assert sum(cell.get("task", False) for cell in cells) <= 2
        points = sum(cell.get("points", 0) for cell in cells)
        assert f"**Points** {points} " in nbformat.read(path, as_version=4).cells[0].source
        total += points
    assert total == 30 and len(NOTEBOOKS) == 5


def test_notebooks_and_exercises_are_those_of_the_probes():
    assert [path.stem for path in NOTEBOOKS] == list(sheet12.NOTEBOOKS)
    for path, names in zip(NOTEBOOKS, sheet12.NOTEBOOKS.values(), strict=True):
        cells = nbformat.read(path, as_version=4).cells
        assert [c.id for c in cells if c.metadata.get("nbgrader", {}).get("solution")] == names
    others = {name for names in sheet10.NOTEBOOKS.values() for name in names}
    assert len(set(EXERCISES)) == len(EXERCISES) and not others & set(EXERCISES)
    assert [exercise["exercise"] for exercise in sheet12.exercises(False)] == EXERCISES


@pytest.fixture
def explorer(monkeypatch):
    """Calls a widget and returns what it shows."""
    shown = []
    monkeypatch.setattr(widgets.Explorer, "show", lambda self: shown.append(self))

    def call(widget, *args, **keywords):
        widget(*args, **keywords)
        return shown.pop()

    return call


@pytest.mark.parametrize(("widget", "value"), [(widgets.logistic_cycles, 3.2), (widgets.network_gain, 0.5)])
def test_sliders_draw_something_else(explorer, widget, value):
    shown = explorer(widget)
    before = shown.picture.value
    shown.slider.value = value
    assert shown.picture.value != before and str(value) in shown.text


def test_a_random_map_has_two_sliders(explorer):
    shown = explorer(widgets.random_map)
    assert shown.text == "σ² = 100: 6 points of period 2, 12 of period 3"
    shown.slider.value = 2
    assert shown.text == "σ² = 2: 0 points of period 2, 0 of period 3"
    shown.slider.value = 100
    shown.children[2].value = 81
    assert "12 of period 3" in shown.text and shown.children[2].description == "map no."


def test_weight_noise_asks_the_function_that_it_is_given(explorer):
    regions = lambda noise, recurrent: [2.0 ** (n + 1 if recurrent else 1) for n in range(len(noise))]
    shown = explorer(widgets.weight_noise, regions, draws=3, depth=4)
    assert "16 regions recurrent, 2 feed-forward" in shown.text


def test_pictures_bear_what_is_no_result():
    curve = np.array([0.0, 1.0]), np.array([1.0, 0.0])
    for junk in (None, "text", [1, "a"], np.zeros((2, 2)), np.zeros(0)):
        assert plots.render(plots.return_maps([curve], points=[junk], reference=[[0.5]]))
        assert plots.render(plots.knot_marks(*curve, yours=(junk, junk)))
        assert plots.render(plots.three_notions([3.0, 4.0], [0.0, 0.7], lam=junk))
    assert len(piecewise.load_table("random_rnn.csv")) == 27
