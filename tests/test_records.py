"""One writer, whole records: a run may be killed at any moment, and a tutor's own grades are never touched."""

import contextlib
import dataclasses
import json
import os
import random
import shutil
import signal
import sqlite3
from functools import partial
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from authoring.__main__ import main
from authoring.demo.submissions import Work
from grading import class_run, pool, sheet
from grading.folders import ROOT, Folders
from grading.notebook_run import GradedNotebook, NotebookTask, grade_notebook
from grading.records import gradebook, record_files
from grading.records.record import Record
from grading.sandbox import accounting
from grading.verdicts import CellRun, CellVerdict
from sheet_utils import files
from sheet_utils.protocol import StudentError
from tests import forked_commands
from tests.certificates import needs_openssl, secured
from tests.graded import graded_class, mistake, needs_sandbox, only_the_first

OLD = Path(__file__).parent / "old_records"


def grades(folders):
    """What two runs have to agree on: student, notebook, cell, scores; and the flags beside them."""
    kept = record_files.read_all(folders, "sheet10")
    flags = {(s, n): record.flags for s, mine in kept.items() for n, record in mine.items()}
    return gradebook.scores(folders, "sheet10"), flags


def copied(tmp_path, students):
    """A class of its own with the submissions and records of some students of the graded one."""
    folders, _, _ = graded_class()
    other = Folders(tmp_path / "class")
    for student in students:
        shutil.copytree(folders.root / "submitted" / student, other.root / "submitted" / student)
        shutil.copytree(folders.records("sheet10") / student, other.records("sheet10") / student)
        shutil.copytree(folders.root / "autograded" / student, other.root / "autograded" / student)
    return other


@needs_sandbox
def test_what_is_done_is_not_done_again_and_the_gradebook_follows_the_records(tmp_path):
    other = copied(tmp_path, ["adds", "blank"])
    news = []
    class_run.grade("sheet10", other, class_run.GradingOptions(limits=run_limits()), lambda *one: news.append(one))
    assert news == []
    mine, flags = grades(other)
    theirs, all_flags = grades(graded_class()[0])
    assert mine == {student: theirs[student] for student in ("adds", "blank")}
    assert flags == {key: value for key, value in all_flags.items() if key[0] in ("adds", "blank")}


def run_limits():
    from tests.hostile.run import LIMITS

    return LIMITS


@needs_sandbox
def test_a_tutors_grade_is_kept_and_a_failure_replaces_an_older_score(tmp_path):
    other = copied(tmp_path, ["adds"])
    options = class_run.GradingOptions(limits=run_limits(), workers=1)
    class_run.grade("sheet10", other, options)
    with Gradebook(gradebook.url(other), gradebook.COURSE_ID) as book:
        for cell, points in (("reset-why", 3.0), ("stf-test-replace", 0.5)):
            book.find_grade(cell, "1_sparse_teacher_forcing", "sheet10", "adds").manual_score = points
        book.db.commit()
    # Handed in again: the loss ends the process now.
    only_the_first(Work.solved(stf_loss="import os\nos._exit(1)"), other, "adds")
    class_run.grade("sheet10", other, options)
    scores = gradebook.scores(other, "sheet10")["adds"]["1_sparse_teacher_forcing"]
    assert scores["loss-test-value"][0] == 0
    assert scores["stf-test-replace"][:2] == (1.0, 0.5) and scores["stf-test-replace"][3]
    assert scores["reset-why"][1] == 3.0


@needs_sandbox
def test_one_question_is_graded_again_with_a_table_first(tmp_path):
    other = copied(tmp_path, ["adds"])
    options = class_run.GradingOptions(limits=run_limits(), workers=1)
    class_run.grade("sheet10", other, options)
    path = record_files.record_path(other, "sheet10", "adds", "1_sparse_teacher_forcing")
    record = record_files.read_record(path)
    record.cells["loss-test-value"].points = 0.0
    record_files.replace_file(path, json.dumps(record.to_json()))
    with gradebook.opened(other) as book:
        gradebook.enter(book, record)
    before = gradebook.scores(other, "sheet10")
    previewed = class_run.preview("sheet10", "stf-loss", other, options)
    assert [(row.cell, row.before, row.after, row.changed) for row in previewed.rows] == [
        ("loss-test-value", 0.0, 1.0, True)
    ]
    assert gradebook.scores(other, "sheet10") == before
    class_run.write_preview("sheet10", previewed, other)
    after = gradebook.scores(other, "sheet10")["adds"]["1_sparse_teacher_forcing"]
    assert after["loss-test-value"][0] == 1.0
    with pytest.raises(ValueError, match="no question"):
        class_run.preview("sheet10", "nonsense", other, options)


def test_records_from_before_there_was_a_type_are_read_and_written_as_they_were(tmp_path):
    """Both files were written when records were plain dictionaries."""
    for path in sorted(OLD.glob("*.json")):
        record, tree = record_files.read_record(path), json.loads(path.read_text())
        assert record.student == path.stem and record.cells.keys() == tree["cells"].keys()
        again = json.loads(json.dumps(record.to_json()))
        for state in again["exercises"].values():
            # They held these two only where the check had looked at the exercise.
            state.pop("line"), state.pop("hint")
        for state in tree["exercises"].values():
            state.pop("line", None), state.pop("hint", None)
        assert again == tree
        record_files.replace_file(tmp_path / "again", json.dumps(record.to_json()))
        assert record_files.read_record(tmp_path / "again") == record
    adds, exits = (record_files.read_record(OLD / f"{name}.json") for name in ("adds", "exits"))
    assert adds.exercises["stf-forward"].misconception == "adds-instead-of-replacing" and adds.points == 9
    assert exits.runs["stf-loss"].was_stopped or any(v.outcome == "process ended" for v in exits.cells.values())
    assert exits.flags and all(type(flag) is tuple for flag in exits.flags) and exits.tasks["attractor-why"].answered
    assert "starts or ends processes" in {kind for kind, _ in exits.flags}


def test_of_a_run_its_error_is_kept_and_its_outputs_are_not():
    runs = {"own-1": CellRun(1.5, StudentError("KeyError", "x", 2), outputs=[{"output_type": "stream"}])}
    record = Record("sheet10", "ada", "1_sparse_teacher_forcing", "graded", {}, runs=runs)
    tree = record.to_json()
    assert tree["runs"] == {"own-1": {"seconds": 1.5, "error": {"type": "KeyError", "text": "x", "line": 2}}}
    assert Record.from_json(tree).runs == {"own-1": dataclasses.replace(runs["own-1"], outputs=[])}


@pytest.mark.parametrize("text", ["", "[]", '{"format": 2}', '{"format": 1}', '{"format": 1, "cells": 3}', "null"])
def test_a_file_that_is_no_record_is_none(tmp_path, text):
    path = tmp_path / "record.json"
    path.write_text(text)
    assert record_files.read_record(path) is None


def test_regrade_prints_what_changes_and_counts_the_rest(monkeypatch, capsys, tmp_path):
    rows = [
        class_run.PreviewRow("ada", "1", "a-test", 1.0, 1.0),
        class_run.PreviewRow("ada", "1", "b-test", 0.0, 2.0),
        class_run.PreviewRow("ben", "1", "a-test", None, 1.0),
    ]
    monkeypatch.setattr(class_run, "preview", lambda *_: class_run.Preview(rows, []))
    main(["regrade", "sheet10", "--question", "a", "--root", str(tmp_path)])
    printed = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    assert printed == [
        "ada b-test 0 → 2", "ben a-test — → 1",
        "2 of 3 would change. Nothing was written; add --yes to write.",
    ]  # fmt: skip


def test_a_result_that_does_not_fit_its_task_gives_no_points():
    notebook = sheet.load("sheet10")["1_sparse_teacher_forcing"]
    task = NotebookTask("sheet10", "ada", notebook.name, None, key="k", received="now")
    honest = grade_notebook(task)
    assert class_run._checked(task, honest) is honest
    forged = {
        "another student's": {"student": "ben"},
        "too many points": {"cells": {name: CellVerdict(99, 99, "right") for name in honest.record.cells}},
        "a cell too few": {"cells": dict(list(honest.record.cells.items())[1:])},
    }
    for what, changes in forged.items():
        record = dataclasses.replace(honest.record, **changes)
        result = class_run._checked(task, GradedNotebook(record, honest.view))
        assert result.record.status == "failed" and result.record.points == 0 and result.view is None, what
        assert result.record.student == "ada" and result.record.key == "k"
    assert class_run._checked(task, RuntimeError("why")).record.flags == [("not graded", "why")]


def hand_in_three(folders):
    """Right, a classic mistake, and what does not even parse; the first notebook of each."""
    for student, source in (("a", "solution"), ("b", mistake("stf-forward", "wrong_adds")), ("c", "1 +")):
        only_the_first(Work(answers={"stf-forward": source, "stf-loss": "solution"}), folders, student)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory):
    """The class of those three, graded where nothing came in between."""
    folders = Folders(tmp_path_factory.mktemp("whole"))
    hand_in_three(folders)
    class_run.grade("sheet10", folders, class_run.GradingOptions(workers=1))
    return folders


@needs_sandbox
def test_killed_ten_times_it_ends_as_if_it_had_not_been(tmp_path, undisturbed):
    killed = Folders(tmp_path)
    hand_in_three(killed)
    assert kill_at_random(killed, 10, seed=0) == 10
    assert grades(killed) == grades(undisturbed)


def kill_at_random(folders, kills, seed):
    """Start grading again and again, and kill it, until it has been killed that often; then let it end.

    Every other time that is while it begins, and otherwise once some records are written, or about to be.
    """
    chance, done = random.Random(seed), 0
    command = ["python", "-m", "authoring", "grade", "sheet10", "--root", str(folders.root), "--workers", "2"]
    start = partial(forked_commands.started, command, ROOT, dict(os.environ), folders.root / "log")
    while done < kills:
        wanted = chance.randint(0, 2) if done % 2 else 0
        process, before = start(), len(records_of(folders))
        clock = accounting.Clock(partial(accounting.tree, process.pid))
        while process.is_alive() and len(records_of(folders)) < before + wanted:
            process.join(0.02)
            assert clock() < 120, "grading goes on without a record"
        moment = clock() + chance.uniform(0.0, 0.5 if wanted else 1.5)
        while process.is_alive() and clock() < moment:
            process.join(0.02)
        if process.is_alive():
            process.kill()
            process.join()
            done += 1
        else:
            assert process.exitcode == 0, (folders.root / "log").read_text()
            # It had time to end: take the newest records away, so that there is something left to do.
            for path in sorted(records_of(folders), key=lambda path: path.stat().st_mtime)[-3:]:
                path.unlink()
    process = start()
    process.join()
    assert process.exitcode == 0, (folders.root / "log").read_text()
    return done


def records_of(folders):
    """The paths of the records that have been written."""
    return list(folders.records("sheet10").glob("*/?_*.json"))


def test_a_worker_that_dies_costs_nothing_the_first_time_and_its_own_task_the_second(tmp_path):
    tasks = [{"number": n, "dies": n in (1, 2), "twice": n == 2, "mark": str(tmp_path / str(n))} for n in range(5)]
    results = {task["number"]: result for task, result in pool.Pool("tests.pool_work:fail_once", 2).run(tasks)}
    assert [results[n] for n in (0, 1, 3, 4)] == [0, 1, 3, 4]
    assert isinstance(results[2], pool.WorkerDied)


def test_a_cluster_off_this_machine_needs_tls():
    for address in ("tls://grader.example.org:8786", "tcp://127.0.0.1:8786", "tcp://localhost:1"):
        pool.check_address(address)
    for address in ("tcp://grader.example.org:8786", "grader.example.org:8786"):
        with pytest.raises(ValueError, match="tls"):
            pool.check_address(address)


def test_a_half_written_file_is_never_there(tmp_path):
    path = tmp_path / "record.json"
    record_files.replace_file(path, "old")
    with pytest.raises(TypeError):
        files.write_whole(path, 3)
    assert path.read_text() == "old" and list(tmp_path.iterdir()) == [path]


@needs_sandbox
@needs_openssl
def test_a_cluster_over_tls_gives_the_same_and_survives_the_loss_of_a_worker(tmp_path, undisturbed):
    """Two workers on this machine, which talk encrypted; one is killed while it works."""
    distributed = pytest.importorskip("distributed")
    shared, security, told = Folders(tmp_path / "class"), secured(tmp_path), []
    hand_in_three(shared)
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50, security=security, protocol="tls"
    ) as cluster:
        victim = next(iter(cluster.workers.values())).pid

        def kill_one(done, *_):
            told.append(done)
            if done == 1:
                os.kill(victim, signal.SIGKILL)

        options = class_run.GradingOptions(scheduler=cluster.scheduler_address, security=security)
        assert options.scheduler.startswith("tls://")
        there = class_run.grade("sheet10", shared, options, kill_one)
    assert grades(shared) == grades(undisturbed)
    here = record_files.read_all(undisturbed, "sheet10")
    assert len(told) == sum(map(len, here.values())) > 1
    assert sum(record.status == "graded" for mine in here.values() for record in mine.values()) == 3
    for student, mine in here.items():
        for notebook, record in mine.items():
            other = there[student][notebook]
            assert without_times(other) == without_times(record)
            assert (other.flags, other.exercises) == (record.flags, record.exercises)
            # Behind the same walls.
            assert other.provenance["isolation"] == record.provenance["isolation"] == "bubblewrap"


def without_times(record):
    """The graded cells of a record."""
    return {name: dataclasses.replace(verdict, seconds=0) for name, verdict in record.cells.items()}


def test_an_older_gradebook_is_named_with_its_cure(tmp_path):
    folders = Folders(tmp_path)
    gradebook.register(folders, "sheet10")
    with contextlib.closing(sqlite3.connect(folders.gradebook)) as database:
        database.execute("ALTER TABLE student DROP COLUMN lms_user_id")
    with pytest.raises(gradebook.GradebookError, match="nbgrader db upgrade"):
        gradebook.people(folders)
