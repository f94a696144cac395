"""Every sheet goes the whole way: from what is handed in, through the sandbox, to gradebook, feedback and report."""

import html

import pytest

from authoring.demo.submissions import Work, own_answers
from authoring.fingerprints import SHEETS, probes_of
from grading import class_run
from grading import sheet as sheets
from grading.folders import Folders
from grading.pages import feedback, report
from grading.records import gradebook, record_files
from tests.graded import needs_sandbox
from tests.hostile.run import auto_points, hidden_lines


def test_every_graded_cell_of_every_sheet_can_be_judged():
    for sheet in SHEETS:
        assert list(sheets.load(sheet)) == list(probes_of(sheet).NOTEBOOKS)


@needs_sandbox
@pytest.mark.parametrize("sheet", [sheet for sheet in SHEETS if sheet != "sheet10"])  # which has a class of its own
def test_a_sheet_goes_the_whole_way(sheet, tmp_path):
    """Right work gets everything and a blank sheet nothing; nothing hidden goes back."""
    folders = Folders(tmp_path)
    Work.solved(sheet).write(folders.submitted, "solver")
    Work(sheet).write(folders.submitted, "blank")
    class_run.grade(sheet, folders)
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
