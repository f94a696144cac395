"""What holds for every sheet: answers of every kind to every exercise, current fingerprints, points."""

import ast
import functools
from collections import Counter

import nbformat
import numpy as np
import pytest
import torch

from authoring import catalogue, fingerprints, mutants
from grading.folders import NOTEBOOKS
from sheet_utils.checks import diagnosis

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


def names_taken_twice(cells):
    """Names that the first code cell imports and that a later one binds to something else."""
    first, *later = [ast.parse(cell.source) for cell in cells if cell.cell_type == "code"]
    imported = {
        (alias.asname or alias.name).partition(".")[0]
        for node in ast.walk(first)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    names = [node for tree in later for node in ast.walk(tree) if isinstance(node, ast.Name)]
    defined = [node for tree in later for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    bound = {node.id for node in names if type(node.ctx) is ast.Store} | {node.name for node in defined}
    return imported & bound


@pytest.mark.parametrize("path", sorted(NOTEBOOKS.glob("*/*.ipynb")), ids=lambda path: path.stem)
def test_a_cell_that_is_run_again_finds_what_the_setup_imported(path):
    assert not names_taken_twice(nbformat.read(path, as_version=4).cells)


def test_a_name_that_is_taken_twice_is_noticed():
    cells = [nbformat.v4.new_code_cell(source) for source in ("from x import variant, y", "variant = None")]
    assert names_taken_twice(cells) == {"variant"}


def test_exercise_ids_are_unique_over_all_sheets():
    names = [name for sheet in fingerprints.SHEETS for name in exercises(sheet)]
    assert len(set(names)) == len(names)


#: What must be one tensor, since a gradient goes through it.
GRADIENT = {"stf-forward", "stf-loss", "warmup-forward", "warmup-loss", "gtf-forward"}
#: What the text asks for in double precision.
DOUBLE = {"reset-jacobian"}
CONTAINERS = {
    "lists": lambda value: value.tolist() if hasattr(value, "tolist") else value,
    "arrays": lambda value: value.detach().numpy() if isinstance(value, torch.Tensor) else np.asarray(value),
    "tensors in float32": lambda value: torch.as_tensor(np.array(CONTAINERS["arrays"](value), np.float32)),
}


def poured(value, container):
    """A result, or each of several, in another container."""
    if isinstance(value, tuple):
        return tuple(poured(part, container) for part in value)
    if isinstance(value, (np.ndarray, torch.Tensor, np.floating, float)):
        return CONTAINERS[container](value)
    return value


@pytest.mark.parametrize("container", CONTAINERS)
@pytest.mark.parametrize("sheet", fingerprints.SHEETS)
def test_a_right_answer_is_right_in_every_container_to_check_and_tests_alike(sheet, container):
    functions_of = {one.exercise: one.functions for one in fingerprints.probes_of(sheet).exercises(False)}
    jobs = {}
    for notebook, names in fingerprints.probes_of(sheet).NOTEBOOKS.items():
        solutions = {name: catalogue.solution(sheet, notebook, name).source for name in names}
        for name in names:
            lines = ["from tests.test_sheets import poured"]
            for function in functions_of[name]:
                lines += [f"def _poured(*args, _f={function}, **keywords):",
                          f"    return poured(_f(*args, **keywords), {container!r})",
                          f"{function} = _poured"]  # fmt: skip
            jobs[name] = notebook, {**solutions, name: "\n".join([solutions[name], *lines])}
    lost, called_wrong = set(), set()
    # All at once: what the poured answer does not reach is graded once for all answers of a notebook.
    for (name, job), points in zip(jobs.items(), mutants.in_process(sheet, jobs.values()), strict=True):
        most = {cell.id: cell.metadata.nbgrader.points for cell in mutants.graded_cells(sheet, job[0])}
        if any(points[cell] < most[cell] for cell in most):
            lost.add(name)
        verdicts = [mutants.verdict_on(sheet, job[0], name, job[1], hidden) for hidden in (False, True)]
        if any(verdict.state != diagnosis.RIGHT for verdict in verdicts):
            called_wrong.add(name)
    cannot = GRADIENT | DOUBLE if container == "tensors in float32" else GRADIENT
    assert lost == called_wrong == cannot.intersection(exercises(sheet))
