"""Who was late, by whose clock, and what that costs: in the table, in the CSV files and on the student's page."""

import csv
import io
import json
from datetime import UTC, datetime

import pytest

from authoring.demo.submissions import Work
from grading import class_run, collect, lateness
from grading.folders import COURSE, Folders
from grading.pages import class_results, feedback, report
from grading.records import gradebook
from grading.tables import TableError
from tests.graded import needs_sandbox

FIRST = "1_sparse_teacher_forcing"
PLUGIN = """
from nbgrader.plugins import BasePlugin
class PerHour(BasePlugin):
    def late_submission_penalty(self, student_id, score, total_seconds_late):
        return total_seconds_late // 3600
class Broken(BasePlugin):
    def late_submission_penalty(self, student_id, score, total_seconds_late):
        return 1 / 0
"""


def local(text):
    """A time of this machine's zone, as `collect` keeps it."""
    return datetime.fromisoformat(text).astimezone(UTC).isoformat(timespec="seconds")


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """Four who handed in the first notebook: in time, three hours late, with an extension, and as a group."""
    folders = Folders(tmp_path_factory.mktemp("late"))
    (folders.root / "nbgrader_config.py").write_text(
        (COURSE / "nbgrader_config.py").read_text() + "\nc.AssignLatePenalties.plugin_class = 'late_plugin.PerHour'\n"
    )
    (folders.root / "late_plugin.py").write_text(PLUGIN)
    work, known = Work(answers={"stf-forward": "solution"}), {}
    times = {"ada": "2026-05-01T09:00:00", "ben": "2026-05-01T13:00:00", "cem": "2026-05-03T12:00:00",
             "dan": "2026-05-01T12:30:00"}  # fmt: skip
    for student, time in times.items():
        folder = work.write(folders.submitted, student, {f"{name}.ipynb": None for name in work.names()[1:]})
        (folder / "timestamp.txt").write_text("2026-05-01 00:00:00 UTC")
        known[student] = {"name": student.title(), "number": "", "platform": "blackboard", "email": "", "late": False,
                          "key": student, "time": local(time), "clock": "platform", "files": {},
                          "group": ["dan", "eva"] if student == "dan" else []}  # fmt: skip
    del known["ada"]
    path = collect.record_path(folders, "sheet10")
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(known))
    (folders.root / "duedates.csv").write_text("sheet;due;id\nsheet10;01.05.2026 10:00;\nsheet10;+3 days;cem\n")
    class_run.grade("sheet10", folders, class_run.GradingOptions(workers=1))
    return folders


@needs_sandbox
def test_three_hours_late_is_said_everywhere(graded):
    results = class_results.read("sheet10", graded)
    assert [results.time_of(s).text for s in ("ada", "cem")] == ["", ""]
    assert results.time_of("ben").text == "3 h late (by the platform)"
    points = {student: plain for student, plain, _ in results.totals()}
    assert points["ben"] == points["ada"] - 3 and points["dan"] == points["eva"] == points["ada"] - 2
    assert "3 h late (by the platform), late penalty −3" in report.table(results)
    assert "3 h late (by the platform), late penalty −3" in report.page(results)
    rows = {row[0]: row for row in csv.reader(io.StringIO(report.moodle(results)))}
    assert rows["ben"][-2:] == ["3 h late (by the platform)", "3.0"] and rows["ada"][-2:] == ["", "0"]
    assert ["ben", FIRST, "late penalty", "-3.0"] in list(csv.reader(io.StringIO(report.every_cell(results))))
    page = feedback.one(graded, "sheet10", "ben", FIRST)
    assert "Handed in 3 h late (by the platform)." in page and "costs 3 points" in page
    assert "Handed in" not in feedback.one(graded, "sheet10", "ada", FIRST)


def test_the_date_of_a_loose_file_makes_nobody_late(tmp_path):
    folders = Folders(tmp_path)
    known = {"ada": {"time": "2026-05-01T10:00:00+00:00", "clock": "file"}}
    assert lateness._handed_in(folders, "sheet10", "ada", known) == (None, "")
    known["ada"]["clock"] = "archive"
    assert lateness._handed_in(folders, "sheet10", "ada", known)[1] == "archive"


@needs_sandbox
def test_one_grading_gives_points_to_a_whole_group(graded):
    pages = {path.parent.parent.name for path in feedback.write("sheet10", graded)}
    assert pages == {"ada", "ben", "cem", "dan", "eva"}
    results = class_results.read("sheet10", graded)
    assert "by dan for the group" in report.table(results)
    with gradebook.opened(graded) as book:
        assert "eva" not in {student.id for student in book.students}, "one grading"


@needs_sandbox
def test_what_lateness_costs_follows_a_tutors_points(graded):
    with gradebook.opened(graded) as book:
        for grade in book.find_submission_notebook(FIRST, "sheet10", "ben").grades:
            grade.manual_score = 0.0
        book.db.commit()
    lateness.enter(graded, "sheet10")
    assert lateness.read(graded, "sheet10")["ben"].penalty == 0
    with gradebook.opened(graded) as book:
        for grade in book.find_submission_notebook(FIRST, "sheet10", "ben").grades:
            grade.manual_score = None
        book.db.commit()
    lateness.enter(graded, "sheet10")


@needs_sandbox
@pytest.mark.parametrize(("plugin", "word"), [("late_plugin.Broken", "Broken, stopped for"), ("no.such", "no.such")])
def test_a_plugin_that_cannot_be_obeyed_is_refused_by_name(graded, plugin, word):
    path = graded.root / "nbgrader_config.py"
    text = path.read_text()
    try:
        path.write_text(text.replace("late_plugin.PerHour", plugin))
        with pytest.raises(lateness.LatenessError, match=word):
            lateness.enter(graded, "sheet10")
    finally:
        path.write_text(text)


@needs_sandbox
def test_without_our_own_file_nbgraders_due_date_counts(graded):
    path = graded.root / "duedates.csv"
    text = path.read_text()
    path.unlink()
    try:
        with gradebook.opened(graded) as book:
            due = datetime.fromisoformat(local("2026-05-01T11:00:00")).replace(tzinfo=None)
            book.update_or_create_assignment("sheet10", duedate=due)
        lateness.enter(graded, "sheet10")
        assert lateness.read(graded, "sheet10")["ben"].text.startswith("2 h late")
    finally:
        path.write_text(text)
        lateness.enter(graded, "sheet10")


@pytest.mark.parametrize(
    ("text", "when"),
    [("2026-05-01 10:00", "2026-05-01T10:00:00"), ("01.05.2026 10:00", "2026-05-01T10:00:00"),
     ("2026-05-01", "2026-05-01T23:59:59"), ("1 May 2026, 10:00", "2026-05-01T10:00:00")],
)  # fmt: skip
def test_due_dates_are_read_as_people_write_them(tmp_path, text, when):
    (tmp_path / "duedates.csv").write_text(f"sheet;due;id\nsheet10;{text};\nsheet09;2026-01-01;\nsheet10;+2 h;ada\n")
    due = lateness.due_dates(Folders(tmp_path), "sheet10")
    assert due.all.isoformat() == local(when).removesuffix("+00:00")
    assert (due.students["ada"] - due.all).total_seconds() == 7200
    assert lateness.due_dates(Folders(tmp_path), "sheet11") is None


@pytest.mark.parametrize(
    "rows", ["sheet10,soon,\n", "sheet10,+1 day,ada\n", "sheet10,2026-05-01,\nsheet10,2026-05-02,\n"]
)
def test_due_dates_that_make_no_sense_are_refused(tmp_path, rows):
    (tmp_path / "duedates.csv").write_text("sheet,due,id\n" + rows)
    with pytest.raises(TableError, match="duedates.csv"):
        lateness.due_dates(Folders(tmp_path), "sheet10")


@pytest.mark.parametrize(
    ("seconds", "text"), [(10800, "3 h"), (60, "1 min"), (5, "5 s"), (172800, "2 days"), (5400, "1.5 h")]
)
def test_durations(seconds, text):
    assert lateness.duration(seconds) == text
