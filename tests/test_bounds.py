"""Work on a stranger's data ends in time and stays small, whatever the data is; one student's trouble is no other's."""

import base64
import contextlib
import io
import json
import os
import sys
import time

import pytest
from PIL import Image

from grading import class_run, cli, notebook_run, pool, sanitise, sheet
from grading.judge import flags
from grading.judge.notebook import NAMED_LINES, _run_of
from grading.pages import feedback, report
from grading.records.record import Record, finite
from grading.sandbox import accounting, isolation
from grading.sandbox.bounded import bounded
from grading.sandbox.isolation import IsolationError, Limits, Student
from grading.verdicts import RAISED, CellVerdict
from tests.graded import needs_sandbox


@contextlib.contextmanager
def within(seconds):
    """Processor time of this process, so that a busy machine fails no test."""
    start = time.process_time()
    yield
    assert time.process_time() - start < seconds


# --- Slow patterns. -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [" " * 60_000, " " * 60_000 + "x", "a" + ", " * 30_000, "a, " * 20_000 + "=" + " " * 60_000,
     "x?" + " " * 60_000 + "y", "\t \t" * 20_000 + "=", "a b " * 15_000],
    ids=["blanks", "blanks-and-a-name", "commas", "equals-and-blanks", "question", "tabs", "words"],
)  # fmt: skip
def test_a_line_is_searched_in_time(line):
    with within(1):
        flags.without_magics("\n".join([line] * 5))
        flags.of_code([("cell", line)])


def test_what_is_ipythons_is_still_taken_out():
    lines = [
        "%time f()",
        "  x = %pwd",
        "a, b = !ls",
        "!ls",
        "name?",
        "y == 3",
        "x = y % 3",
        "a = b != c",
        "x, y = 1, 2",
    ]
    taken = ["None", "  x = None", "a, b = None", "None", "None", *lines[5:]]
    assert flags.without_magics("\n".join(lines)).split("\n") == taken


def test_html_with_very_many_attributes_is_cleaned_in_time():
    for text in (
        "<b " + " ".join(f"a{k}=1" for k in range(120_000)) + ">x</b>",
        "<b " + "\n".join(f"a{k}" for k in range(120_000)),
    ):
        with within(2):
            assert "a119999" not in sanitise.clean_html(text)


@pytest.mark.parametrize("blank", [" ", "\t", "\u00a0", "\u3000", "\x0c"])
def test_markdown_with_very_many_blanks_is_rendered_in_time(blank):
    with within(1):
        assert sanitise.render_markdown("a" + blank * 19_000 + "b")


def test_ordinary_html_and_markdown_are_as_before():
    table = "<table>" + "<tr><td>1</td><td>two words</td></tr>" * 300 + "</table><p>" + "word " * 5000 + "</p>"
    assert sanitise.clean_html(table).count("<td>") == 600
    assert "<li>one</li>" in sanitise.render_markdown("a list\n\n- one\n- two")


def test_work_that_takes_too_long_or_dies_or_raises_is_given_up():
    def endless():
        while True:
            pass

    start = time.monotonic()
    assert bounded(endless, 1, "given up") == "given up"
    assert time.monotonic() - start < 20
    assert bounded(lambda: os._exit(3), 5, None) is None
    assert bounded(lambda: 1 / 0, 5, "raised") == "raised"
    assert bounded(lambda: {"a": [1, "x"]}, 5, None) == {"a": [1, "x"]}
    assert bounded(lambda: "x" * 5_000_000, 5, None) == "x" * 5_000_000


def test_a_page_that_cannot_be_made_in_time_costs_the_page_alone(monkeypatch):
    def endless(*_):
        while True:
            pass

    monkeypatch.setattr(notebook_run.tutor_copy, "make", endless)
    monkeypatch.setattr(notebook_run, "SECONDS", 1)
    graded = notebook_run.grade_notebook(task())
    assert graded.view is None and ("no page", notebook_run.NO_PAGE) in graded.record.flags


def task(**more):
    return notebook_run.NotebookTask("sheet10", "x", next(iter(sheet.load("sheet10"))), None, **more)


# --- Bulk. --------------------------------------------------------------------------------------------------------


def picture(side):
    out = io.BytesIO()
    Image.new("1", (side, side)).save(out, "PNG")
    return base64.b64encode(out.getvalue()).decode()


def test_pictures_that_unfold_are_counted_by_their_pixels():
    large = picture(5000)
    given = [{"output_type": "display_data", "data": {"image/png": large}}] * 30
    kept, size = sanitise.outputs(given)
    shown = sum("image/png" in output.get("data", {}) for output in kept)
    assert shown * 25_000_000 <= sanitise.NOTEBOOK * sanitise.PIXELS_PER_BYTE and size <= sanitise.NOTEBOOK
    text = f'<img src="data:image/png;base64,{large}">' * 30
    kept, size = sanitise.outputs([{"output_type": "display_data", "data": {"text/html": text}}])
    assert sum(output.get("data", {}).get("text/html", "").count("<img") for output in kept) < 5
    attached = {f"p{k}.png": {"image/png": large} for k in range(30)}
    assert "<img" not in sanitise.render_markdown(" ".join(f"![x](attachment:p{k}.png)" for k in range(30)), attached)


def test_plain_figures_are_all_kept():
    given = [{"output_type": "display_data", "data": {"image/png": picture(700)}}] * 30
    assert sum("image/png" in output.get("data", {}) for output in sanitise.outputs(given)[0]) == 30


def test_no_more_flags_than_a_tutor_reads():
    links = [("a link", f"file {k}" + "x" * 1000) for k in range(30_000)]
    kept = notebook_run.grade_notebook(task(flags=links)).record.flags
    assert len(kept) <= flags.MOST_IN_ALL
    assert kept[-1][0] == "more flags" and "299" in kept[-1][1]
    assert all(len(text) <= flags.LONGEST for _, text in kept)


def test_a_record_is_json_whatever_numbers_came_back():
    odd = {"a": [float("nan"), float("inf"), 10**5000, 1.5, True], "b": {"c": -float("inf")}}
    assert finite(odd) == {"a": [None, None, None, 1.5, True], "b": {"c": None}}
    record = notebook_run.grade_notebook(task()).record
    record.provenance["odd"], record.seconds = odd, float("nan")
    kept = json.loads(json.dumps(record.to_json(), allow_nan=False))
    assert kept["provenance"]["odd"] == finite(odd) and kept["seconds"] is None
    assert _run_of({"seconds": float("nan")}, False).seconds is None


# --- One student's trouble. -----------------------------------------------------------------------------------------


@needs_sandbox
def test_a_sandbox_that_does_not_start_at_once_is_started_again(monkeypatch):
    real, calls = isolation.bubblewrap, []

    def sometimes(*arguments):
        calls.append(1)
        command, passed = real(*arguments)
        return (command, passed) if len(calls) > 1 else (["false"], passed)

    monkeypatch.setattr(isolation, "bubblewrap", sometimes)
    student = Student({}, Limits())
    student.close()
    assert len(calls) == 2


def test_a_sandbox_that_fails_after_others_have_started_costs_that_notebook_alone():
    with pytest.raises(IsolationError):
        class_run._checked(task(), IsolationError("no room"), begun=False)
    record = class_run._checked(task(), IsolationError("no room"), begun=True).record
    assert record.status == "failed" and record.flags == [("not graded", "no room")]


def test_where_grading_cannot_run_it_refuses_before_the_first_student(monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(sys, "platform", "darwin")
        for mode in isolation.MODES:
            with pytest.raises(IsolationError, match="Linux"):
                isolation.check(mode)
    with monkeypatch.context() as patch:
        patch.setattr(isolation.shutil, "which", lambda tool: f"/usr/bin/{tool}")
        patch.setattr(isolation.syscalls.platform, "machine", lambda: "riscv64")
        with pytest.raises(IsolationError, match="riscv64"):
            isolation.check("bubblewrap")


def test_a_bubblewrap_that_is_denied_names_the_cure(monkeypatch, tmp_path):
    denied = tmp_path / "bwrap"
    denied.write_text("#!/bin/sh\necho 'bwrap: setting up uid map: Permission denied' >&2\nexit 1\n")
    denied.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    isolation._can.cache_clear()
    try:
        with pytest.raises(IsolationError, match="setting up uid map: Permission denied.*docs/tutor.md"):
            isolation.check("bubblewrap")
    finally:
        isolation._can.cache_clear()
    monkeypatch.setattr(isolation, "RESTRICTED", tmp_path / "restricted")
    (tmp_path / "restricted").write_text("1\n")
    assert "profile for bwrap that stands in docs/tutor.md" in isolation._remedy()
    page = (isolation.ROOT / "docs" / "tutor.md").read_text()
    assert "When bubblewrap is denied" in page and "profile bwrap /usr/bin/bwrap" in page


def test_the_workers_files_go_with_them_and_what_a_killed_run_left_goes_too(tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(pool.tempfile, "tempdir", None)
    left = tmp_path / f"{pool.SCRATCH}of-a-killed-run"
    left.mkdir()
    (left / "student-library-x").mkdir()
    running = pool.Scratch()
    with contextlib.closing(pool.Pool("tests.test_bounds:leave_a_file", 1).run(["x"])) as results:
        ((_, where),) = list(results)
    assert where.startswith(str(tmp_path / pool.SCRATCH))
    assert list(tmp_path.iterdir()) == [running.path]
    running.remove()
    assert list(tmp_path.iterdir()) == []


def leave_a_file(_):
    import tempfile

    return tempfile.mkdtemp()


def test_a_worker_that_takes_too_long_is_ended_by_its_own_clock():
    start = time.monotonic()
    ((_, result),) = list(pool.Pool("tests.test_bounds:never_ends", 1, seconds=3).run(["x"]))
    assert isinstance(result, pool.WorkerDied) and "too long" in str(result)
    assert time.monotonic() - start < 3 * accounting.Clock.SLOWEST + 30


def never_ends(_):
    while True:
        time.sleep(1)


# --- What tutors see. -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["latin-1", "ascii", "utf-8"])
def test_a_progress_line_moves_no_cursor_and_fits_every_locale(encoding, monkeypatch):
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding=encoding))
    record = Record("sheet10", "x", "1_a", "graded", cells={})
    cli._Progress()(1, 2, "\x1b[2J\x1b]0;owned\x07王小明\u202e\nx", "1_a", record)
    sys.stdout.flush()
    told = raw.getvalue()
    assert b"\x1b" not in told and b"\x07" not in told and told.count(b"\n") == 1
    assert b"\xe2\x80\xae" not in told and b"\\x1b[2J" in told


@pytest.mark.parametrize("name", ["a;=1+1;b", "a\t=1+1", 'x";=1+1', "a,=1+1", "a; =1+1", "=1", ";@x", "a;\uff1d1"])
def test_no_cell_of_a_csv_is_a_formula_whatever_parts_the_columns(name):
    text = report._csv([[name, 3]])
    for mark in ",;\t":
        for cell in text.replace('"', "").strip().split(mark):
            assert not cell.strip().startswith(("=", "+", "-", "@", "\uff1d")), text


def test_plain_names_stay_as_they_are_in_a_csv():
    for name in ("Anna-Lena O'Neil", "Müller, Max", "a; b", "王小明"):
        assert report.safe(name) == name


def test_a_long_answer_names_no_line_and_only_usual_errors_are_named():
    verdict = CellVerdict(0.0, 1.0, RAISED, error="UnicodeTranslateError")
    assert feedback.verdict_text(verdict) == "Your function stopped with an error."
    assert len(feedback.NAMED) * NAMED_LINES <= 2**10
