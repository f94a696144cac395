"""The way of a class through the grader: intake, marking by many processes, records; each in its own module.

Everything that is kept is written by this one process.
"""

import hashlib
import json
from dataclasses import asdict, dataclass, field, replace

from grading import intake, notebook_run, pool, records, sheet
from grading.folders import Folders
from grading.sandbox import isolation
from grading.sandbox.isolation import Limits
from sheet_utils import runtime

RESULT_KEYS = {"record", "view"}


@dataclass(frozen=True)
class Settings:
    """How to grade.

    Attributes:
        workers: number of processes; one per core by default.
        isolation: "bubblewrap" or "none".
        rerun: whether training and picture cells are run, too.
        scheduler: address of a Dask cluster, or None for processes of this machine.
        students, questions: names, or None for all.
        force: whether notebooks are graded again that have a current record.
        limits: what a student's process may use.
    """

    workers: int = field(default_factory=runtime.core_count)
    isolation: str = "bubblewrap"
    rerun: bool = False
    scheduler: str | None = None
    students: tuple | None = None
    questions: tuple | None = None
    force: bool = False
    limits: Limits = Limits()
    security: object = None


def grade(name, folders=None, settings=None, progress=None):
    """Grade all submissions of a sheet, and write records and gradebook.

    What has a current record is not graded again, so that a run that was stopped goes on.

    Args:
        name: of the sheet.
        folders: a `Folders`.
        settings: a `Settings`.
        progress: called with (done, total, student, notebook, record) after each notebook.

    Returns:
        The records of the submissions that were found: {student: {notebook: record}}.

    Raises:
        SheetError, IsolationError, FileNotFoundError: grading cannot begin; the text says why.
    """
    folders, settings = folders or Folders(), settings or Settings()
    isolation.check(settings.isolation)
    notebooks = sheet.load(name)
    handed = intake.find(folders.submitted, name, notebooks, settings.students)
    records.register(folders, name)
    with records.opened(folders) as gradebook:
        return _grade(name, folders, gradebook, notebooks, handed, settings, progress)


def _grade(name, folders, gradebook, notebooks, handed, settings, progress):
    known = records.scores(folders, name)
    kept, todo = {}, []
    for one in handed:
        when = records.received(folders, name, one.student, one.digest)
        stamp, secret = intake.receipt(one)
        records.keep_receipt(folders, name, one.student, stamp or when, secret)
        for notebook in notebooks:
            key = _key(one, name, notebook, settings)
            record = records.read_record(records.record_path(folders, name, one.student, notebook))
            if record is not None and record["key"] == key and not settings.force:
                kept.setdefault(one.student, {})[notebook] = record
                if not records.is_entered(known, record):
                    records.enter(gradebook, record)
            else:
                todo.append((one, notebook, key, when))
    total = len(todo)
    begun = False
    frames = {(one.student, notebook): (key, when) for one, notebook, key, when in todo}
    tasks = (_task(one, name, notebook, settings) for one, notebook, _, _ in todo)
    for done, (task, result) in enumerate(_work(tasks, settings), start=1):
        student, notebook = task["student"], task["notebook"]
        key, when = frames[student, notebook]
        record, view = _checked(result, notebooks[notebook], settings, begun)
        begun |= record["status"] == "graded"
        record |= {"format": records.FORMAT, "sheet": name, "student": student, "notebook": notebook,
                   "key": key, "received": when}  # fmt: skip
        records.save(folders, record, view)
        records.enter(gradebook, record)
        kept.setdefault(student, {})[notebook] = record
        if progress:
            progress(done, total, student, notebook, record)
    return {student: dict(sorted(kept[student].items())) for student in sorted(kept)}


def preview(name, question, folders=None, settings=None, progress=None):
    """Grade one question again for everybody, and write nothing.

    Returns:
        A list of (student, notebook, cell, old points, new points, new record), old is None where there was none.

    Raises:
        ValueError: no notebook of the sheet has that question.
    """
    folders, settings = folders or Folders(), replace(settings or Settings(), questions=(question,))
    isolation.check(settings.isolation)
    notebooks = {
        key: notebook
        for key, notebook in sheet.load(name).items()
        if any(test.exercise == question for test in notebook.tests.values())
    }
    if not notebooks:
        raise ValueError(f"--question: {name} has no question {question!r}")
    handed = intake.find(folders.submitted, name, sheet.load(name), settings.students)
    todo = [(one, notebook) for one in handed for notebook in notebooks]
    rows, begun = [], False
    for task, result in _work((_task(one, name, notebook, settings) for one, notebook in todo), settings):
        record, _ = _checked(result, notebooks[task["notebook"]], settings, begun)
        begun |= record["status"] == "graded"
        old = records.read_record(records.record_path(folders, name, task["student"], task["notebook"])) or {}
        for cell, verdict in record["cells"].items():
            before = old.get("cells", {}).get(cell, {}).get("points")
            rows.append((task["student"], task["notebook"], cell, before, verdict["points"], record))
        if progress:
            progress(len({row[:2] for row in rows}), len(todo), task["student"], task["notebook"], record)
    return sorted(rows, key=lambda row: row[:3])


def write_preview(name, rows, folders=None):
    """Write what `preview` found: the cells of the question, and nothing else of a record."""
    folders = folders or Folders()
    records.register(folders, name)
    with records.opened(folders) as gradebook:
        _write(name, rows, folders, gradebook)


def _write(name, rows, folders, gradebook):
    for student, notebook in sorted({row[:2] for row in rows}):
        new = next(row[5] for row in rows if row[:2] == (student, notebook))
        old = records.read_record(records.record_path(folders, name, student, notebook))
        if old is None:
            continue
        old["cells"] |= new["cells"]
        exercises = {k: v for k, v in old["exercises"].items() if k not in _exercises_of(new, name, notebook)}
        old["exercises"] = exercises | new["exercises"]
        old["provenance"]["regraded"] = new["provenance"]
        path = folders.autograded(student, name) / f"{notebook}.ipynb"
        view = json.loads(path.read_text("utf-8")) if path.exists() else None
        records.save(folders, old, view)
        records.enter(gradebook, old)


def _exercises_of(record, name, notebook):
    tests = sheet.load(name)[notebook].tests
    return {tests[cell].exercise for cell in record["cells"]}


def _key(one, name, notebook, settings):
    """What a record depends on; while it is the same, so is the result."""
    parts = [one.student, one.digest, name, notebook, notebook_run.code_hash(), settings.isolation, settings.rerun,
             asdict(settings.limits), {k: t.hash for k, t in sheet.load(name)[notebook].tests.items()}]  # fmt: skip
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:24]


def _task(one, name, notebook, settings):
    data = None
    flagged = list(one.flags)
    if notebook in one.notebooks:
        try:
            data = intake.read_inside(one.folder, one.notebooks[notebook])
        except OSError as error:
            flagged.append(("special file", str(error)))
    files = intake.read_beside(one)
    mine = [note for note in one.notes if not _is_about_another(note, notebook, name)]
    return {
        "student": one.student, "sheet": name, "notebook": notebook, "isolation": settings.isolation,
        "data": data, "files": files,
        "notes": mine, "flags": flagged, "rerun": settings.rerun, "limits": asdict(settings.limits),
        "questions": settings.questions,
    }  # fmt: skip


def _is_about_another(note, notebook, name):
    return any(other in note for other in sheet.load(name) if other != notebook) and notebook not in note


def _work(tasks, settings):
    if settings.scheduler:
        return pool.on_cluster(notebook_run.grade_notebook, tasks, settings.scheduler, settings.security)
    # One deadline for all that is done with a notebook: its run, what is run again, judging, flags, and its page. The
    # parts have bounds of their own that come before it; a file can be made to be slow to read.
    seconds = 3 * settings.limits.notebook_seconds + settings.limits.start_seconds
    return pool.Pool("grading.notebook_run:grade_notebook", settings.workers, seconds).run(tasks)


def _checked(result, notebook, settings, begun):
    """A worker's result, checked: it may come from another machine.

    Raises:
        IsolationError: a sandbox did not start, and none has before: then no notebook can be graded here. Where others
            were graded (`begun`), it is the trouble of this notebook alone.
    """
    if isinstance(result, isolation.IsolationError) and not begun:
        raise result
    if isinstance(result, dict) and result.keys() == RESULT_KEYS:
        record, view = result["record"], result["view"]
        wanted = {t.id: t.points for t in notebook.tests.values()
                  if not settings.questions or t.exercise in settings.questions}  # fmt: skip
        given = {name: cell["points"] for name, cell in record["cells"].items()}
        if given.keys() == wanted.keys() and all(given[name] in (0.0, wanted[name]) for name in wanted):
            return record, view
        result = RuntimeError("the result does not fit the sheet")
    empty = notebook_run.nothing(notebook, "not graded", settings.questions)
    return {
        "status": "failed", "cells": empty["cells"], "exercises": empty["exercises"], "runs": {}, "seconds": 0.0,
        "tasks": {name: {"answered": True, "max": points} for name, points in notebook.tasks.items()},
        "written": {}, "notes": ["This notebook could not be graded by the machine. Your tutor looks at it."],
        "flags": [["not graded", str(result)[:300]]],
        "provenance": {**notebook_run.environment(), "isolation": settings.isolation, "rerun": settings.rerun},
    }, None  # fmt: skip
