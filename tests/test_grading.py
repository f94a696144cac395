"""Every sheet goes the whole way: from what is handed in, through the sandbox, to gradebook, feedback and report."""

import ast
import html

import nbformat
import pytest

from authoring.demo.submissions import Work, own_answers
from authoring.fingerprints import SHEETS, probes_of
from grading import class_run
from grading import sheet as sheets
from grading.folders import NOTEBOOKS, Folders
from grading.pages import feedback, report
from grading.records import gradebook, record_files
from grading.sandbox import template
from tests.graded import needs_sandbox
from tests.hostile.run import auto_points, hidden_lines
from tests.sandboxed import run_inside


def test_every_graded_cell_of_every_sheet_can_be_judged():
    for sheet in SHEETS:
        assert list(sheets.load(sheet)) == list(probes_of(sheet).NOTEBOOKS)


def imports():
    """What the released notebooks import, statement by statement."""
    for path in sorted(NOTEBOOKS.glob("*/*.ipynb")):
        for cell in nbformat.read(path, as_version=4).cells:
            if cell.cell_type == "code":
                for node in ast.walk(ast.parse(cell.source)):
                    if isinstance(node, (ast.Import, ast.ImportFrom)):
                        yield ast.unparse(node)


@needs_sandbox
def test_what_notebooks_import_is_there_for_a_process_that_was_started_from_a_file(monkeypatch):
    """One that was forked has imported most of it already."""
    monkeypatch.setenv(template.SETTING, template.STARTED)
    statements = sorted(set(imports()))
    assert len(statements) > 30
    (said,) = run_inside("root", "\n".join([*statements, "print('all is there')"]))
    assert said == "all is there\n", said


@needs_sandbox
@pytest.mark.parametrize("sheet", [sheet for sheet in SHEETS if sheet != "sheet10"])  # which has a class of its own
def test_a_sheet_goes_the_whole_way(sheet, tmp_path):
    """Right work gets everything and a blank sheet nothing; nothing hidden goes back."""
    folders = Folders(tmp_path)
    Work.solved(sheet).write(folders.submitted, "solver")
    Work(sheet).write(folders.submitted, "blank")
    class_run.grade(sheet, folders, class_run.GradingOptions(workers=1))
    scores = gradebook.scores(folders, sheet)
    full = sum(test.points for notebook in sheets.load(sheet).values() for test in notebook.tests.values())
    assert (auto_points(scores["solver"]), auto_points(scores["blank"])) == (full, 0)
    flags = [record.flags for mine in record_files.read_all(folders, sheet).values() for record in mine.values()]
    assert not any(flags)
    report.write(sheet, folders)
    assert "solver" in (folders.report(sheet) / "index.html").read_text("utf-8")
    # What the solver wrote may look like a hidden oracle.
    own = {line.strip() for answer in own_answers(sheet).values() for line in answer.splitlines()}
    secrets = set(hidden_lines(sheet)) - own
    pages = feedback.write(sheet, folders)
    assert len(secrets) > 30 and len(pages) == 2 * (1 + len(probes_of(sheet).NOTEBOOKS))
    for page in pages:
        text = html.unescape(page.read_text("utf-8"))
        assert not [line for line in secrets if line in text], page
