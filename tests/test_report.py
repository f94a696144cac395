"""The tutor's page and the CSV files."""

import csv
import io

import pytest

from grading import sheet
from grading.pages import report
from tests.graded import graded_class, needs_sandbox


def graded_results():
    folders, _, _ = graded_class()
    return report.read("sheet10", folders)


def test_no_cell_is_a_formula():
    for text in ('=HYPERLINK("x")', "+1", "-1", "@sum", "\t=1", "|x", "%x", "\uff1d1"):
        assert report.safe(text).startswith("'")
    assert report.safe('O\'Neil, "Bob"\n=1') == 'O\'Neil, "Bob" =1'


@needs_sandbox
def test_the_page_tells_bonus_apart_and_names_flags_and_mistakes():
    results = graded_results()
    page = report.page(results)
    assert "points of 30" in page and "bonus of 12" in page
    assert "adds-instead-of-replacing" in page or "Known" in page or "×" in page
    assert "edited test" in page and "isolation bubblewrap" in page and "<script" not in page
    assert "HYPERLINK" in report.table(results) and "=HYPERLINK" not in report.table(results)


@needs_sandbox
def test_statistics_per_question():
    rows = {row.exercise: row for row in report.questions(graded_results())}
    assert rows["stf-forward"].points == 4 and 0 < rows["stf-forward"].share < 1
    assert -1 <= rows["stf-forward"].discrimination <= 1
    assert sum(rows["stf-forward"].mistakes.values()) >= 1
    assert sum(row.points for row in rows.values()) == 42


@needs_sandbox
def test_csv_for_moodle_and_canvas_can_be_read_back():
    results = graded_results()
    for make, first in ((report.moodle, "Identifier"), (report.canvas, "Student"), (report.every_cell, "student")):
        rows = list(csv.reader(io.StringIO(make(results))))
        assert rows[0][0] == first and len({len(row) for row in rows}) == 1
        assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "@"))]
    moodle = {row[0]: row for row in csv.reader(io.StringIO(report.moodle(results)))}
    tests = [
        (notebook.bonus, test.points) for notebook in sheet.load("sheet10").values() for test in notebook.tests.values()
    ]
    regular, bonus = (sum(points for extra, points in tests if extra == wanted) for wanted in (False, True))
    assert regular > 0 < bonus and moodle["honest-a"][3:] == [str(regular), str(bonus)]


@pytest.mark.parametrize("name", ["a;=1+1;b", "a\t=1+1", 'x";=1+1', "a,=1+1", "a; =1+1", "=1", ";@x", "a;\uff1d1"])
def test_no_cell_of_a_csv_is_a_formula_whatever_parts_the_columns(name):
    text = report._csv([[name, 3]])
    for mark in ",;\t":
        for cell in text.replace('"', "").strip().split(mark):
            assert not cell.strip().startswith(("=", "+", "-", "@", "\uff1d")), text


def test_plain_names_stay_as_they_are_in_a_csv():
    for name in ("Anna-Lena O'Neil", "Müller, Max", "a; b", "王小明"):
        assert report.safe(name) == name
