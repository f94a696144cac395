"""What holds for every sheet: answers of every kind to every exercise, current fingerprints, points."""

import functools
from collections import Counter

import nbformat
import pytest

from authoring import catalogue, fingerprints, mutants

SHEETS = [sheet for sheet in fingerprints.SHEETS if sheet != "sheet10"]  # which has rules of its own
#: Sheets that have all their notebooks, and how many these are.
COMPLETE = {"sheet09": 5, "sheet11": 5, "sheet12": 5}

rows = functools.cache(mutants.rows)


def notebooks(sheet):
    return sorted((catalogue.ROOT / "solutions" / sheet).glob("*.ipynb"))


def exercises(sheet):
    return [name for names in fingerprints.probes_of(sheet).NOTEBOOKS.values() for name in names]


@pytest.mark.parametrize("sheet", SHEETS)
def test_every_answer_gets_what_it_must(sheet):
    bad = [row for row in rows(sheet) if not row.good]
    assert not bad, "\n".join(mutants.table(bad))


@pytest.mark.parametrize("sheet", SHEETS)
def test_every_exercise_is_tried_with_enough_answers(sheet):
    right = Counter(row.answer.exercise for row in rows(sheet) if row.answer.right)
    named = {(row.answer.exercise, row.answer.misconception) for row in rows(sheet) if row.answer.misconception}
    wrong = Counter(exercise for exercise, _ in named)
    others = Counter(
        row.answer.exercise for row in rows(sheet) if not row.answer.right and not row.answer.misconception
    )
    for exercise in exercises(sheet):
        # The instructor's own solution is among the right ones.
        assert right[exercise] >= 6 and wrong[exercise] >= 5 and others[exercise] >= 1, exercise


@pytest.mark.parametrize("hidden", [False, True])
@pytest.mark.parametrize("sheet", SHEETS)
def test_fingerprints_are_current_and_all_differ(sheet, hidden):
    files, clashes = fingerprints.files(sheet, hidden)
    assert not clashes
    for path, content in files.items():
        assert fingerprints.same(path.read_bytes(), content), (
            f"run `python -m authoring.fingerprints`: {path.name} is not current"
        )


@pytest.mark.parametrize("sheet", SHEETS)
def test_points_stand_on_top_and_questions_are_few(sheet):
    total = 0
    for path in notebooks(sheet):
        cells = [c.metadata.nbgrader for c in nbformat.read(path, as_version=4).cells if "nbgrader" in c.metadata]
        assert sum(cell.get("task", False) for cell in cells) <= 2
        points = sum(cell.get("points", 0) for cell in cells)
        assert f"**Points** {points:g} " in nbformat.read(path, as_version=4).cells[0].source
        total += points
    if sheet in COMPLETE:
        assert total == 30 and len(notebooks(sheet)) == COMPLETE[sheet]


@pytest.mark.parametrize("sheet", SHEETS)
def test_notebooks_and_exercises_are_those_of_the_probes(sheet):
    probes = fingerprints.probes_of(sheet)
    assert [path.stem for path in notebooks(sheet)] == list(probes.NOTEBOOKS)
    for path, names in zip(notebooks(sheet), probes.NOTEBOOKS.values(), strict=True):
        cells = nbformat.read(path, as_version=4).cells
        assert [c.id for c in cells if c.metadata.get("nbgrader", {}).get("solution")] == names
    assert [exercise.exercise for exercise in probes.exercises(False)] == exercises(sheet)


def test_exercise_ids_are_unique_over_all_sheets():
    names = [name for sheet in fingerprints.SHEETS for name in exercises(sheet)]
    assert len(set(names)) == len(names)
