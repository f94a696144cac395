"""The tutor's page and the CSV files."""

import base64
import csv
import dataclasses
import hashlib
import html
import http.server
import io
import re
import threading

import pytest

from grading import lateness, sheet
from grading.folders import Folders
from grading.pages import class_results, feedback, formgrader_door, marks, platform_csv, report, statistics
from grading.pages.class_results import ClassResults
from grading.records.gradebook import Person, Score
from grading.records.record import Question, Record
from grading.verdicts import CellVerdict, ExerciseState
from tests import axe
from tests import browser as browsers
from tests.graded import graded_class, needs_sandbox

FIRST = "1_sparse_teacher_forcing"
TAG = "<b onclick=alert(1)>x</b>"


def graded_results():
    folders, _, _ = graded_class()
    return class_results.read("sheet10", folders)


def class_of(folder, students, wrong=(), unread=(), manual=2.0):
    """A class on sheet 10 that nobody had to grade.

    Args:
        folder: where it would lie.
        students: names.
        wrong: (student, exercise) pairs that got no points.
        unread: (student, question) pairs that nobody has read; of the others the tutor gave `manual`.
    """
    notebooks = sheet.load("sheet10")
    scores, records = {}, {}
    for student in students:
        scores[student], records[student] = {}, {}
        for name, notebook in notebooks.items():
            right = {test.id: test.points * ((student, test.exercise) not in wrong) for test in notebook.tests.values()}
            given, waits = Score(None, manual, None, False), Score(None, None, None, True)
            asked = {name: waits if (student, name) in unread else given for name in notebook.tasks}
            scores[student][name] = {cell: Score(points, None, None, False) for cell, points in right.items()} | asked
            cells = {cell: CellVerdict(points, notebook.tests[cell].points, "right" if points else "wrong")
                     for cell, points in right.items()}  # fmt: skip
            exercises = {exercise: ExerciseState("not yet") for who, exercise in wrong
                         if who == student and exercise in notebook.titles}  # fmt: skip
            known = {"packages": {}, "python": "3.11.7", "grader": "0", "isolation": "bubblewrap"}
            tasks = {task: Question(True, points) for task, points in notebook.tasks.items()}
            records[student][name] = Record(
                "sheet10", student, name, "graded", cells, exercises, tasks, provenance=known
            )
    return ClassResults("sheet10", Folders(folder), notebooks, scores, records)


def read_back(text):
    return list(csv.reader(io.StringIO(text)))


# --- The page as text. ------------------------------------------------------------------------------


@needs_sandbox
def test_the_page_tells_bonus_apart_and_names_flags_and_mistakes():
    results = graded_results()
    page = report.page(results)
    assert "points of 30" in page and "bonus of 12" in page
    assert re.search(r"1 × <code>[a-z-]+</code>: \w+", page)
    assert "edited test" in page and "isolation bubblewrap" in page
    assert "HYPERLINK" in report.table(results) and "=HYPERLINK" not in report.table(results)


def test_the_only_script_is_ours_and_the_policy_names_it(tmp_path):
    page = report.page(class_of(tmp_path, ["ada"]))
    (script,) = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = re.search(r'http-equiv="Content-Security-Policy" content="(.*?)"', page)[1]
    assert policy == f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'"
    assert page.count("<script") == 1 and "http://" not in script and "https://" not in script


def test_whatever_the_page_shows_is_escaped(tmp_path):
    """A name, a flag, what shows it, a note, a check's line, a version: none of them can be a tag."""
    results = class_of(tmp_path, ["ada", TAG], wrong=[(TAG, "stf-forward")])
    record = results.records[TAG][FIRST]
    record.notes, record.flags = [TAG, f"`{TAG}`"], [(TAG, TAG)]
    record.cells["stf-test-shape"] = CellVerdict(0.0, 1.0, "process ended", note=TAG)
    record.exercises["stf-forward"] = ExerciseState("not yet", TAG, TAG, TAG)
    record.provenance["packages"] = {TAG: TAG}
    people, times = {TAG: Person(TAG, TAG, TAG, TAG)}, {TAG: lateness.Lateness(60, TAG, source=TAG, group=(TAG,))}
    page = report.page(dataclasses.replace(results, people=people, times=times))
    assert "<b" not in page.replace("<body", "").replace("<button", "").replace("<br>", "")
    assert html.unescape(page).count(TAG) > 15


def test_a_text_cannot_turn_the_page_around(tmp_path):
    results = class_of(tmp_path, ["ada"])
    results.records["ada"][FIRST].flags = [("edited test", "a\u202eb\u2066c")]
    assert not set("\u202e\u2066") & set(report.page(results))


def test_what_is_unreadable_says_why_where_a_tutor_looks(tmp_path):
    results = class_of(tmp_path, ["ada", "klara"])
    record = results.records["klara"][FIRST]
    record.status, record.notes = "unreadable", ["The file is a web page, not a notebook."]
    assert marks.reasons(results, "ada") == []
    assert marks.reasons(results, "klara") == [marks.Reason("broken", "notebook 1", record.notes[0])]
    row = report.page(results).partition('<th scope="row" data-value="klara">')[2].partition("</tr>")[0]
    assert '<span class="word bad">broken</span>' in row and record.notes[0] in row


def test_every_mark_has_a_reason(tmp_path):
    results = class_of(tmp_path, ["ada", "ben"], wrong=[("ada", "stf-forward")], unread=[("ada", "reset-why")])
    records = results.records["ada"]
    records[FIRST].cells["stf-test-shape"] = CellVerdict(0.0, 1.0, "too slow", note="the time of this question was up")
    records[FIRST].cells["stf-test-replace"] = CellVerdict(0.0, 1.0, "process ended", note="exited with status 0")
    records[FIRST].flags = [("edited test", "`stf-test-shape`"), ("another id", "=1 is kept as 1")]
    records[FIRST].notes = ["Cells without outputs were completed."]
    records["2_lyapunov_exponent"].status, records["2_lyapunov_exponent"].notes = "unreadable", ["It is a web page."]
    records["3_single_variable"].status = "missing"
    results = dataclasses.replace(results, times={"ada": lateness.Lateness(7200, "platform", source="ada")})
    reasons = marks.reasons(results, "ada")
    assert [reason.word for reason in reasons] == list(marks.WORDS)
    assert {reason.word: reason.text for reason in reasons} == {
        "unread": "not read yet", "broken": "It is a web page.", "missing": "was not handed in",
        "slow": "the time of this question was up", "ended": "exited with status 0", "suspicious": "edited test",
        "odd": "another id", "repaired": "Cells without outputs were completed.", "late": "2 h late (by the platform)",
    }  # fmt: skip
    assert marks.reasons(results, "ben") == []


def test_a_notebook_that_the_machine_could_not_grade_waits_for_the_tutor(tmp_path):
    results = class_of(tmp_path, ["ada"])
    results.records["ada"][FIRST].status = "failed"
    assert (FIRST, "stf-forward") in results.unread["ada"] and platform_csv.left_out(results) == ["ada"]
    given = {cell: score._replace(manual=1.0) for cell, score in results.scores["ada"][FIRST].items()}
    results.scores["ada"][FIRST] = given
    assert not dataclasses.replace(results).unread["ada"]


def test_links_lead_to_what_is_there(tmp_path):
    results = class_of(tmp_path, ["ada", "ben"], wrong=[("ada", "stf-forward")])
    results.__dict__["submissions"] = {"ada": {FIRST: "0123abc"}, "ben": {FIRST: "4567def"}}
    for path in (results.folders.feedback("ada", "sheet10") / "sheet10.html",
                 results.folders.autograded("ada", "sheet10") / f"{FIRST}.ipynb"):  # fmt: skip
        path.parent.mkdir(parents=True)
        path.write_text("{}")
    links = set(re.findall(r'href="([^"]+)"', report.page(results)))
    here = {link.partition("#")[0] for link in links if not link.startswith("../formgrader.html")} - {""}
    folder = results.folders.report("sheet10")
    assert here == {"../../feedback/ada/sheet10/sheet10.html", "moodle.csv", "canvas.csv", "points.csv"}
    assert (folder / "../../feedback/ada/sheet10/sheet10.html").resolve().is_file()
    assert {link for link in links if "submissions" in link} == {"../formgrader.html#submissions/0123abc/"}
    assert 'sheet10.html#1-stf-forward">ada</a>' in report.page(results)
    assert 'id="1-stf-forward"' in feedback.page(results, "ada")


# --- Statistics. ------------------------------------------------------------------------------------


@needs_sandbox
def test_statistics_per_question():
    rows = {row.exercise: row for row in report.questions(graded_results())}
    assert rows["stf-forward"].points == 4 and 0 < rows["stf-forward"].share < 1
    assert -1 <= rows["stf-forward"].discrimination <= 1
    assert rows["stf-forward"].mistakes and all(mistake.students for mistake in rows["stf-forward"].mistakes)
    assert sum(row.points for row in rows.values()) == 42


def test_what_nobody_has_read_is_unknown_and_not_zero(tmp_path):
    students = ["ada", "ben", "cem", "dan"]
    results = class_of(tmp_path, students, wrong=[("ada", "stf-forward")], unread=[(s, "reset-why") for s in students])
    rows = {row.exercise: row for row in statistics.questions(results)}
    assert rows["reset-why"].share is None and rows["reset-why"].discrimination is None
    assert rows["reset-why"].unread == tuple(students) and rows["reset-why"].known == 0
    assert rows["stf-forward"].share == 0.75
    page = report.page(results)
    cell = re.search(r'1\.3 Explain</th><td class="n">4</td>\s*<td data-value="" class="nowrap">\s*—', page)
    assert cell, "a dash, which sorts last"


def test_a_question_that_is_half_read_counts_whom_it_knows_and_disturbs_no_other(tmp_path):
    students = ["ada", "ben", "cem", "dan"]
    weak = [("ada", "stf-forward"), ("ada", "stf-loss"), ("ben", "stf-loss")]
    read = class_of(tmp_path, students, weak, manual=4.0)
    half = class_of(tmp_path, students, weak, unread=[("cem", "reset-why"), ("dan", "reset-why")], manual=4.0)
    all_rows, half_rows = ({row.exercise: row for row in statistics.questions(results)} for results in (read, half))
    assert half_rows["reset-why"].share == all_rows["reset-why"].share == 1 and half_rows["reset-why"].known == 2
    # Otherwise cem and dan, who are right, would seem to be weaker than ada and ben, and the question to be unfair.
    half_read, all_read = half_rows["stf-loss"].discrimination, all_rows["stf-loss"].discrimination
    assert half_read == pytest.approx(all_read) and half_read > 0


def test_the_commonest_mistake_comes_first_and_names_who_made_it(tmp_path):
    students = ["ada", "ben", "cem", "dan"]
    results = class_of(tmp_path, students, wrong=[(student, "stf-forward") for student in students])
    for student, mistake in zip(students, ("adds", "inverted", "inverted", None), strict=True):
        results.records[student][FIRST].exercises["stf-forward"] = ExerciseState("not yet", mistake, mistake or "")
    (row,) = [row for row in statistics.questions(results) if row.exercise == "stf-forward"]
    assert [(mistake.misconception, mistake.students) for mistake in row.mistakes] == [
        ("inverted", ("ben", "cem")), ("adds", ("ada",)),
    ]  # fmt: skip
    assert [outcome.students for outcome in row.outcomes[2:]] == [("dan",)]


def test_the_histogram_holds_everybody_once():
    totals = [(-1.0, False), (0.0, True), (1.9, False), (2.0, False), (29.5, True), (30.0, False), (33.0, False)]
    bars = statistics.histogram(totals, 30)
    assert [(bar.low, bar.high) for bar in bars] == [(low, low + 2) for low in range(0, 30, 2)]
    assert {(bar.low, bar.final, bar.open) for bar in bars if bar.final + bar.open} == {
        (0, 2, 1),
        (2, 1, 0),
        (28, 2, 1),
    }
    assert len(statistics.histogram([], 0)) == 1


# --- CSV. -------------------------------------------------------------------------------------------


def test_no_cell_is_a_formula():
    for text in ('=HYPERLINK("x")', "+1", "-1", "@sum", "\t=1", "|x", "%x", "\uff1d1"):
        assert platform_csv.safe(text).startswith("'")
    assert platform_csv.safe('O\'Neil, "Bob"\n=1') == 'O\'Neil, "Bob" =1'


@needs_sandbox
def test_csv_for_moodle_and_canvas_can_be_read_back():
    results = graded_results()
    for make, first in ((report.moodle, "Identifier"), (report.canvas, "Student")):
        for partial in (False, True):
            rows = read_back(make(results, partial))
            assert rows[0][0] == first and len({len(row) for row in rows}) == 1
            assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "@"))]
    assert {len(row) for row in read_back(report.every_cell(results))} == {4}
    moodle = {row[0]: row for row in read_back(report.moodle(results, partial=True))}
    tests = [
        (notebook.bonus, test.points) for notebook in sheet.load("sheet10").values() for test in notebook.tests.values()
    ]
    regular, bonus = (sum(points for extra, points in tests if extra == wanted) for wanted in (False, True))
    assert regular > 0 < bonus and moodle["honest-a"][3:5] == [str(regular), str(bonus)]
    assert "unread" in moodle["honest-a"][-1] and moodle["blank"][-1] == ""


def test_who_waits_for_points_is_left_out_of_what_goes_to_a_platform(tmp_path):
    results = class_of(tmp_path, ["ada", "ben"], unread=[("ben", "reset-why"), ("ben", "single-why")])
    for make, column in ((report.moodle, 0), (report.canvas, 3)):
        names = [row[column] for row in read_back(make(results))[1:]]
        assert "ada" in names and "ben" not in names
        heading, *rows = read_back(make(results, partial=True))
        said = {row[column]: row[-1] for row in rows}
        assert heading[-1] == "sheet10 unread" and said["ada"] == ""
        assert said["ben"] == "2 unread: more points may come"
    page = report.page(results)
    assert "Left out: ben." in page and "course report sheet10 --partial" in page
    cells = {(row[0], row[2]): row[3] for row in read_back(report.every_cell(results))}
    assert (cells["ben", "reset-why"], cells["ada", "reset-why"]) == ("", "2.0")


def test_a_member_of_a_group_waits_as_the_group_does(tmp_path):
    results = class_of(tmp_path, ["dan"], unread=[("dan", "reset-why")])
    of_group = lateness.Lateness(group=("dan", "eva"), source="dan")
    results.scores["eva"], results.records["eva"] = results.scores["dan"], results.records["dan"]
    results = dataclasses.replace(results, times={"dan": of_group, "eva": of_group})
    assert results.waiting == {"dan": 1, "eva": 0} and platform_csv.left_out(results) == ["dan", "eva"]


def test_a_class_that_is_read_has_no_column_for_what_is_not(tmp_path):
    results = class_of(tmp_path, ["ada"])
    assert report.moodle(results) == report.moodle(results, partial=True)
    assert report.canvas(results) == report.canvas(results, partial=True) and "all 1 student" in report.page(results)


@pytest.mark.parametrize("name", ["a;=1+1;b", "a\t=1+1", 'x";=1+1', "a,=1+1", "a; =1+1", "=1", ";@x", "a;\uff1d1"])
def test_no_cell_of_a_csv_is_a_formula_whatever_parts_the_columns(name):
    text = platform_csv.written([[name, 3]])
    for mark in ",;\t":
        for cell in text.replace('"', "").strip().split(mark):
            assert not cell.strip().startswith(("=", "+", "-", "@", "\uff1d")), text


def test_plain_names_stay_as_they_are_in_a_csv():
    for name in ("Anna-Lena O'Neil", "Müller, Max", "a; b", "王小明"):
        assert platform_csv.safe(name) == name


# --- In a browser. ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def browser():
    browsers.needed()
    with browsers.opened() as opened:
        yield opened


@pytest.fixture
def shown(browser, tmp_path):
    """A page of a class, from a file and without a network; gives (page, what its console said)."""
    wrong = [("ada", "stf-forward"), ("ben", "stf-forward"), ("ben", "stf-loss")]
    results = class_of(tmp_path, ["ada", "ben", "cem", "dora"], wrong, unread=[("cem", "reset-why")])
    results.records["ada"][FIRST].flags = [("edited test", "`stf-test-shape`")]
    results.records["ben"][FIRST].notes = ["Cells without outputs were completed."]
    path = tmp_path / "report" / "sheet10" / "index.html"
    path.parent.mkdir(parents=True)
    path.write_text(report.page(results), "utf-8")
    context, console = browser.new_context(offline=True), []
    page = context.new_page()
    page.on("console", lambda message: console.append(message.text))
    page.on("pageerror", lambda error: console.append(str(error)))
    page.goto(path.as_uri())
    yield page, console
    context.close()


def names(page):
    return page.locator("#students tbody tr:visible th").all_inner_texts()


def test_rows_are_sorted_by_every_column_and_back(shown):
    page, console = shown
    for column, first in (("points of 30", "dora"), ("to read", "cem"), ("what to look at", "ada"), ("student", "ada")):
        header = page.locator("#students th", has_text=column).first
        if column == "points of 30":
            page.locator("#students thead button", has_text="student").click()
            page.locator("#students thead button", has_text="student").click()
            assert names(page) == ["dora", "cem", "ben", "ada"]
        page.locator("#students thead button", has_text=column).click()
        assert names(page)[0] == first and header.get_attribute("aria-sort") in ("ascending", "descending")
        there = names(page)
        page.locator("#students thead button", has_text=column).click()
        back = names(page)
        assert back != there
    assert not console


def test_rows_are_filtered_by_words_and_by_name_and_it_is_said_aloud(shown):
    page, console = shown
    status = page.get_by_role("status")
    assert status.inner_text() == "4 of 4 students are shown."
    page.get_by_role("button", name="suspicious 1").click()
    assert names(page) == ["ada"]
    page.get_by_role("button", name="unread 1").click()
    assert names(page) == ["ada", "cem"]
    assert status.inner_text() == "2 of 4 students are shown marked unread or suspicious."
    page.get_by_role("button", name="everybody").click()
    page.get_by_label("Name").fill("OR")
    assert names(page) == ["dora"]
    assert not console


def test_without_its_script_the_page_is_whole(browser, tmp_path):
    path = tmp_path / "index.html"
    path.write_text(report.page(class_of(tmp_path, ["ada", "ben"])), "utf-8")
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(path.as_uri())
    assert names(page) == ["ada", "ben"] and not page.locator("#filters").is_visible()
    context.close()


def test_a_script_that_is_not_ours_is_not_run(browser, tmp_path):
    """Even if something slipped through the escaping, the page's policy would keep it from running."""
    path = tmp_path / "index.html"
    text = report.page(class_of(tmp_path, ["ada"]))
    path.write_text(text.replace("<main>", "<main><script>document.title = 'caught'</script>"), "utf-8")
    page = browser.new_page()
    page.goto(path.as_uri())
    assert page.title() == "Sheet 10: the class" and page.locator("#students thead button").count() > 3
    page.close()


def test_the_door_to_formgrader_says_when_nobody_is_there_and_leads_nowhere_else(browser, tmp_path):
    folders = Folders(tmp_path)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), http.server.SimpleHTTPRequestHandler, False)
    server.server_bind()
    origin = f"http://localhost:{server.server_port}"
    door = formgrader_door.write(folders, server.server_port)
    formgrader_door.make_sure(folders)
    assert f"{origin}/" in door.read_text("utf-8"), "the port that was written last stays"
    page = browser.new_page()
    for behind, target in (("javascript:alert(1)", ""), ("//a.b@c", ""), ("gradebook/sheet10", "gradebook/sheet10")):
        page.goto(f"{door.as_uri()}#{behind}")
        page.reload()
        page.get_by_text("Formgrader is not running").wait_for()
        assert not page.get_by_text("Looking for").is_visible()
        assert page.evaluate("target") == f"{origin}/formgrader/{target}"
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert not axe.faults(page)
    server.server_activate()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    page.get_by_role("button", name="Look again").click()
    page.wait_for_url(f"{origin}/formgrader/gradebook/sheet10")
    page.close()
    server.shutdown()
    server.server_close()


def test_at_200_per_cent_every_column_is_there(shown):
    """Nothing has to be scrolled sideways in half of an ordinary window's width."""
    page, _ = shown
    before = page.viewport_size
    page.set_viewport_size({"width": 650, "height": 900})
    beyond = "all => all.filter(one => one.scrollWidth > one.clientWidth + 1).map(one => one.textContent.slice(0, 40))"
    assert page.locator(".wide").count() == 3 and page.locator(".wide").evaluate_all(beyond) == []
    page.set_viewport_size(before)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_can_be_read_by_everybody(shown, scheme):
    page, _ = shown
    page.emulate_media(color_scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)")
    assert not axe.faults(page)
    page.get_by_role("button", name="suspicious 1").click()
    assert not axe.faults(page)
