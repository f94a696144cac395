"""Stock nbgrader on this course: full points for the solution, none for the blank sheet, and an honest `validate`."""

import contextlib
import csv
import os
import shutil
import sqlite3

import nbformat
import pytest
from nbgrader.api import Gradebook

from authoring import release
from grading import sheet as sheets
from grading.folders import NOTEBOOKS, SOLUTIONS
from grading.nbgrader_command import nbgrader, search_path, write_settings
from grading.records import gradebook
from tests import forked_commands

SHEET = "sheet10"
#: Automatically graded cells of the sheet.
GRADED = sum(len(notebook.tests) for notebook in sheets.load(SHEET).values())
WRONG = """
def wrong_lines():
    return 4, 6, 5, 5
"""


#: The notebook that it is an answer in.
SLIP = "2_lyapunov_exponent"


def forked(*arguments, cwd):
    """Run one nbgrader command, in a process that need not import nbgrader first; returns what it printed."""
    log = cwd / "log"
    environment = {**os.environ, "PATH": search_path()}
    process = forked_commands.started(["nbgrader", *arguments], cwd, environment, log)
    process.join()
    assert process.exitcode == 0, log.read_text()
    return log.read_text()


def submit(folder, student, notebooks, edit=lambda name, notebook: None, names="*.ipynb"):
    """Put copies of some notebooks where a student's submission is looked for, each edited on the way."""
    place = folder / "submitted" / student / SHEET
    place.mkdir(parents=True)
    for path in sorted(notebooks.glob(names)):
        notebook = nbformat.read(path, as_version=4)
        edit(path.name, notebook)
        nbformat.write(notebook, place / path.name)
    return place


def without_long_cells(name, notebook):
    """Leave training out, as a student may: no graded cell needs it."""
    notebook.cells = [cell for cell in notebook.cells if "as-submitted" not in cell.metadata.get("tags", [])]


def one_wrong_answer(name, notebook):
    without_long_cells(name, notebook)
    for cell in notebook.cells:
        if cell.id == "which-line":
            cell.source = WRONG


@pytest.fixture(scope="session")
def graded(tmp_path_factory, kernels):
    """A class of three, through generate_assignment, autograde, generate_feedback and export.

    Who slipped hands in the notebook of the slip alone: the others would be those of the solver.
    """
    folder = tmp_path_factory.mktemp("nbgrader") / "course"
    write_settings(folder, release="release")
    patch = pytest.MonkeyPatch()
    patch.setenv("COURSE_AUTOGRADE", "stock")
    patch.setenv("JUPYTER_PATH", kernels["JUPYTER_PATH"])
    # It makes the gradebook, and the process that others are forked from knows what our own gradebooks are made with.
    nbgrader("generate_assignment", SHEET, "--create", cwd=folder)
    submit(folder, "solver", SOLUTIONS / SHEET, without_long_cells)
    submit(folder, "slipped", SOLUTIONS / SHEET, one_wrong_answer, f"{SLIP}.ipynb")
    submit(folder, "blank", folder / "release" / SHEET, without_long_cells)
    forked("autograde", SHEET, "--create", cwd=folder)
    forked("generate_feedback", SHEET, cwd=folder)
    forked("export", cwd=folder)
    patch.undo()
    return folder


@pytest.fixture(scope="session")
def scores(graded):
    """Automatic points per student, notebook and graded cell, and what could be had."""
    with Gradebook(f"sqlite:///{graded / 'gradebook.db'}") as book:
        points = {}
        for submission in book.assignment_submissions(SHEET):
            points[submission.student.id] = {
                (notebook.name, grade.name): (grade.auto_score, grade.max_score)
                for notebook in submission.notebooks
                for grade in notebook.grades
                if grade.cell.cell_type == "code"
            }
        return points


def test_a_gradebook_of_nbgraders_own_has_the_version_that_ours_get(graded):
    with contextlib.closing(sqlite3.connect(graded / "gradebook.db")) as database:
        assert database.execute("SELECT version_num FROM alembic_version").fetchall() == [(gradebook.newest_version(),)]


def test_the_solution_gets_every_automatic_point(scores):
    assert len(scores["solver"]) == GRADED
    assert all(score == most for score, most in scores["solver"].values()), scores["solver"]


def test_the_blank_sheet_gets_none(scores):
    assert len(scores["blank"]) == GRADED
    assert not any(score for score, _ in scores["blank"].values()), scores["blank"]


def test_a_wrong_answer_loses_its_own_cell_only(scores):
    lost = {cell for (notebook, cell), (score, most) in scores["slipped"].items() if score < most and notebook == SLIP}
    assert lost == {"which-line-test"}


def test_feedback_and_export_are_written(graded):
    pages = {path.relative_to(graded / "feedback") for path in (graded / "feedback").rglob("*.html")}
    handed_in = (graded / "submitted").rglob("*.ipynb")
    assert pages == {path.relative_to(graded / "submitted").with_suffix(".html") for path in handed_in}
    rows = list(csv.DictReader((graded / "grades.csv").open()))
    assert {row["student_id"] for row in rows} == {"solver", "slipped", "blank"}
    assert {float(row["max_score"]) for row in rows} == {42.0}


@pytest.mark.parametrize(
    ("notebooks", "edit", "passes"),
    [
        (SOLUTIONS, without_long_cells, True),
        (SOLUTIONS, one_wrong_answer, False),
        (NOTEBOOKS, without_long_cells, False),
    ],
    ids=["right", "wrong", "blank"],
)
def test_validate_is_red_on_blank_and_wrong_and_green_on_right(tmp_path, monkeypatch, kernels, notebooks, edit, passes):
    monkeypatch.setenv("JUPYTER_PATH", kernels["JUPYTER_PATH"])
    path = submit(tmp_path, "someone", notebooks / SHEET, edit, f"{SLIP}.ipynb") / f"{SLIP}.ipynb"
    # What a student has: the release's cells, without the hidden tests.
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        cell.source = cell.source.split("### BEGIN HIDDEN TESTS")[0]
    nbformat.write(notebook, path)
    printed = forked("validate", path.name, cwd=path.parent)
    assert ("Success" in printed) == passes, printed


def test_a_release_that_fails_says_so_and_keeps_the_old_one(tmp_path, monkeypatch):
    solutions = tmp_path / "solutions"
    shutil.copytree(SOLUTIONS / SHEET, solutions / SHEET)
    path = solutions / SHEET / "3_single_variable.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.cells = [cell for cell in notebook.cells if cell.id in ("title", "setup")]
    notebook.cells[1].source = "1 / 0"
    nbformat.write(notebook, path)
    for other in solutions.glob("*/[12]*.ipynb"):
        other.unlink()
    (tmp_path / "notebooks" / SHEET).mkdir(parents=True)
    (tmp_path / "notebooks" / SHEET / "old.ipynb").write_text("kept")
    monkeypatch.setattr(release, "strip", lambda sheet, target: shutil.copytree(solutions / sheet, target / sheet))
    with pytest.raises(release.ReleaseError, match=r"3_single_variable.ipynb does not run"):
        release.make(SHEET, target=tmp_path / "notebooks")
    assert (tmp_path / "notebooks" / SHEET / "old.ipynb").read_text() == "kept"
