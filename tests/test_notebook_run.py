"""One notebook's record is bounded plain data, and trouble with its page costs the page alone."""

import json

from grading import notebook_run, sheet
from grading.folders import NOTEBOOKS
from grading.judge import flags
from grading.judge.notebook import _run_of
from grading.records.record import finite

FIRST = next(iter(sheet.load("sheet10")))


def task(data=None, **more):
    return notebook_run.NotebookTask("sheet10", "x", FIRST, data, **more)


def test_a_page_that_cannot_be_made_in_time_costs_the_page_alone(monkeypatch):
    def endless(*_):
        while True:
            pass

    monkeypatch.setattr(notebook_run.tutor_copy, "make", endless)
    monkeypatch.setattr(notebook_run, "SECONDS", 1)
    monkeypatch.setattr(notebook_run, "judge", lambda notebook, *_: notebook_run.nothing(notebook, "blank", None))
    graded = notebook_run.grade_notebook(task((NOTEBOOKS / "sheet10" / f"{FIRST}.ipynb").read_bytes()))
    assert graded.record.status == "graded"
    assert graded.view is None and ("no page", notebook_run.NO_PAGE) in graded.record.flags


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
