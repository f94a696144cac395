"""What a student gets back: points, hints and their own work; nothing hidden, nothing that runs."""

import base64
import dataclasses
import html
import json
import struct

import pytest

from authoring.demo.submissions import own_answers
from grading import sanitise, sheet
from grading.judge.notebook import NAMED_LINES
from grading.pages import feedback, tutor_copy
from grading.records import record_files
from grading.records.record import Record
from grading.verdicts import RAISED, CellRun, CellVerdict, ExerciseState, NotebookResult
from sheet_utils.submission import Cell, Submission
from tests.graded import graded_class, needs_sandbox
from tests.hostile.run import hidden_lines


@pytest.mark.parametrize(
    "source",
    [
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<a href='javascript:alert(1)'>x</a>",
        "<svg onload=alert(1)>", "<iframe src=//x>", "<form action=//x><input></form>", "<style>*{}</style>",
        "<img src='http://x/pixel.png'>", "<img src='data:image/svg+xml;base64,PHN2Zy8+'>", "<b style='x'>fine</b>",
        "<math><mtext><script>alert(1)</script></mtext></math>", "<details open ontoggle=alert(1)>",
    ],
)  # fmt: skip
def test_html_is_made_harmless(source):
    cleaned = sanitise.clean_html(source) + sanitise.render_markdown(source) + sanitise.render_markdown(f"a {source} b")
    for word in ("<script", "onerror", "onload", "ontoggle", "javascript:", "<iframe", "<form", "<style", "style=",
                 "http://x", "svg"):  # fmt: skip
        assert word not in cleaned or source.startswith(("<b", "<math")) and word not in sanitise.clean_html(source)


def test_markdown_links_and_math_survive():
    shown = sanitise.render_markdown("A [link](https://example.org), **bold** and $a<b$.\n\n[bad](javascript:alert(1))")
    assert 'href="https://example.org"' in shown and "<strong>bold</strong>" in shown and "$a" in shown
    assert "javascript" not in shown


def test_outputs_are_bounded():
    long = [{"output_type": "stream", "name": "stdout", "text": "x" * 10**7}] * 3
    kept, size = sanitise.outputs(long)
    assert size < 50_000 and "more characters" in kept[0]["text"]
    assert sanitise.picture("QUJD") is None
    huge = b"GIF89a" + struct.pack("<HH", 65_535, 65_535) + bytes(20)
    assert sanitise.picture(base64.b64encode(huge).decode()) is None
    many, _ = sanitise.outputs([{"output_type": "stream", "text": "x"}] * 1000)
    assert len(many) <= sanitise.OUTPUTS + 1


@needs_sandbox
def test_nothing_hidden_is_in_anything_that_goes_back():
    folders, _, _ = graded_class()
    # What the solvers wrote may look like a hidden oracle.
    own = {line.strip() for answer in own_answers("sheet10").values() for line in answer.splitlines()}
    secrets = set(hidden_lines()) - own
    assert len(secrets) > 80
    pages = sorted((folders.root / "feedback").rglob("*.html"))
    pages += feedback.write("sheet10", folders, ["adds", "blank", "detaches"])
    assert len(pages) >= 9
    kept = [record for mine in record_files.read_all(folders, "sheet10").values() for record in mine.values()]
    wrong = [cell for record in kept for cell in record.cells.values() if cell.outcome == "wrong"]
    messages = {cell.note for cell in wrong if len(cell.note) > 12}
    for path in set(pages):
        text = path.read_text("utf-8")
        assert not [line for line in [*secrets, *messages] if line in html.unescape(text)], path
        assert "default-src 'none'" in text and "<script" not in text


@needs_sandbox
def test_the_page_names_the_mistake_and_the_points():
    folders, _, _ = graded_class()
    text = feedback.one(folders, "sheet10", "adds", "1_sparse_teacher_forcing")
    record = record_files.read_record(record_files.record_path(folders, "sheet10", "adds", "1_sparse_teacher_forcing"))
    assert "Likely cause" in text and "of 15 points" in text and "Not right." in text
    assert record.points < 11
    bonus = feedback.one(folders, "sheet10", "honest-a", "3_single_variable")
    assert "of 6 bonus points" in bonus
    with pytest.raises(FileNotFoundError):
        feedback.one(folders, "sheet10", "nobody", "3_single_variable")


@needs_sandbox
def test_an_error_shows_its_type_and_nothing_that_could_carry_a_test():
    verdict = CellVerdict(0, 1, "raised an error", note="tensor([1])", error="KeyError", line=4)
    assert feedback.verdict_text(verdict) == "Your function stopped with KeyError in its line 4."
    assert "tensor" not in feedback.verdict_text(dataclasses.replace(verdict, error="tensor([1])"))
    gone = CellVerdict(0, 1, "not defined", error="SyntaxError", line=2)
    assert feedback.verdict_text(gone) == "The function was not there: its cell stopped with SyntaxError in its line 2."


def test_only_the_first_error_of_an_exercise_is_told():
    """A line per test would be a number per test that the student's code may choose after having seen its input."""
    notebook = sheet.load("sheet10")["1_sparse_teacher_forcing"]
    tests = [test.id for test in notebook.tests.values() if test.exercise == "stf-forward"]
    cells = {name: CellVerdict(0, 1, "raised an error", error="KeyError", line=k + 2) for k, name in enumerate(tests)}
    texts = [feedback.outcome_text(notebook, cells, name) for name in tests]
    assert texts[0].endswith("in its line 2.") and set(texts[1:]) == {"Your function stopped with an error."}


def test_whatever_a_page_shows_is_escaped():
    """A student's words, a tutor's, an error's and a file's name: none of them can be a tag."""
    notebook = sheet.load("sheet10")["1_sparse_teacher_forcing"]
    tag = "<b>x</b>"
    stream = {"output_type": "stream", "text": tag}
    error = {"output_type": "error", "ename": tag, "evalue": tag}
    picture = {"output_type": "display_data", "data": {"image/png": '"><b>x</b>', "text/plain": f'"{tag}'}}
    cells = [
        {"id": "stf-forward", "cell_type": "code", "metadata": {}, "source": tag, "outputs": [stream, error, picture]},
        {"id": tag, "cell_type": "code", "metadata": {}, "source": tag, "outputs": []},
    ]
    record = Record("sheet10", tag, notebook.name, "graded", {}, notes=[f"The cell `setup` {tag}"])
    record.exercises["stf-forward"] = ExerciseState("not yet", tag, tag, tag)
    shown = feedback.page("sheet10", notebook, record, {"cells": cells}, {}, {"stf-forward": tag})
    assert "<b>" not in shown and shown.count("&lt;b&gt;x&lt;/b&gt;") == 11
    assert "The cell <code>setup</code> &lt;b&gt;" in shown


@pytest.mark.parametrize(
    "text",
    ["<div>" * 5000, "<p>" + "".join(f"<b a={k}>" for k in range(500)) + "</p><p>x" * 500, "<td>" * 40_000,
     "<div></x>" * 5000, "<div>" * 5000 + "</div>" * 5000],
)  # fmt: skip
def test_html_that_would_take_a_parser_long_is_left_out(text):
    assert "was left out" in sanitise.clean_html(text)


def test_a_large_table_is_shown():
    import pandas

    text = pandas.DataFrame({f"column {k}": range(100) for k in range(20)}).to_html(max_rows=60)
    assert sanitise.clean_html(text).count("<td>") > 1000


@needs_sandbox
def test_the_tutors_copy_is_a_valid_notebook_with_tests_and_mark_schemes():
    import nbformat

    folders, _, _ = graded_class()
    for name, notebook in sheet.load("sheet10").items():
        path = folders.autograded("honest-a", "sheet10") / f"{name}.ipynb"
        tree = nbformat.read(path, as_version=4)
        nbformat.validate(tree)
        sources = {cell.id: cell.source for cell in tree.cells}
        assert all(sources[test] == notebook.tests[test].source for test in notebook.tests)
        assert all("MARK SCHEME" in sources[task] for task in notebook.tasks)
        assert json.loads(path.read_text())["nbformat"] == 4


def test_what_our_own_run_printed_after_a_test_is_for_tutors_only():
    printed = [{"output_type": "stream", "name": "stdout", "text": "the hidden arguments"}]
    cells = [Cell("own-1", "own", "code", "print(1)"), Cell("stf-test-shape", "graded", "code", ""),
             Cell("own-2", "own", "code", "print(seen)")]  # fmt: skip
    notebook = sheet.load("sheet10")["1_sparse_teacher_forcing"]
    result = NotebookResult({}, {}, {name: CellRun(outputs=printed) for name in ("own-1", "own-2")})
    view = tutor_copy.make(notebook, Submission(cells, [], [], []), result, rerun=True)
    before, _, after = view["cells"]
    assert before["outputs"] == after["outputs"] == printed
    record = Record("sheet10", "ada", notebook.name, "graded", {})
    shown = feedback.page("sheet10", notebook, record, view, {}, {})
    assert shown.count("hidden arguments") == 1 and shown.index("hidden arguments") < shown.index("print(seen)")


def test_a_long_answer_names_no_line_and_only_usual_errors_are_named():
    verdict = CellVerdict(0.0, 1.0, RAISED, error="UnicodeTranslateError")
    assert feedback.verdict_text(verdict) == "Your function stopped with an error."
    assert len(feedback.NAMED) * NAMED_LINES <= 2**10
