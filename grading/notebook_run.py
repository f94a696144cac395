"""One notebook graded: intake's repair, the student's process, the judge. A function of plain data, done by workers.

Many processes import this, so it imports nothing of the gradebook or of nbgrader.
"""

import functools
import hashlib
import importlib.metadata
import json
import math
import platform
import re
from dataclasses import asdict

from grading import judge, sheet
from grading.folders import ROOT
from grading.judge import flags
from grading.pages import tutor_copy
from grading.sandbox import accounting
from grading.sandbox.bounded import bounded
from grading.sandbox.isolation import Limits
from sheet_utils import submission
from sheet_utils.checks import diagnosis

# Seconds of processor time that our own reading of a notebook may take: its flags, its page.
SECONDS = 30
NO_PAGE = "what this notebook shows takes too long to make harmless: it is not shown"
UNSEARCHED = [["code that could not be searched", "it takes too long"]]


def grade_notebook(task):
    """Grade one notebook.

    Args:
        task: from `grading`; plain data.

    Returns:
        {"record": ..., "view": ...}, JSON: the record but for what the writer adds, and the tutor's copy.
    """
    notebook = sheet.load(task["sheet"])[task["notebook"]]
    notes, found = list(task["notes"]), [tuple(flag) for flag in task["flags"]]
    limits = Limits(**task["limits"])
    given = submission.Submission([], [], [], [])
    status, cells = "graded", []
    if task["data"] is None:
        status = "missing"
    else:
        try:
            cells, repaired = submission.read(task["data"])
            notes += repaired
        except submission.Unreadable as error:
            status = "unreadable"
            notes.append(str(error))
        except MemoryError:
            status = "unreadable"
            notes.append("The file needs more memory to be read than a notebook may.")
    # An unreadable notebook is an empty one: every cell is put back, and every question scores nothing.
    given = submission.repair(cells, notebook.manifest, notebook.sources)
    if status != "graded":
        result = nothing(notebook, status, task["questions"])
        given.notes = []
    else:
        isolated = task["isolation"]
        result = judge.judge(notebook, given, task["files"], limits, isolated, task["rerun"], task["questions"])
        own = [(c.id, c.source) for c in given.cells if c.type == "code" and c.changed and c.kind != "graded"]
        own += [(name, data[: submission.SOURCE].decode("utf-8", "replace"))
                for name, data in task["files"].items() if name.endswith(".py")]  # fmt: skip
        found += [("changes the model", name) for name, cell in result["cells"].items()
                  if cell["note"] == judge.CHANGES_MODEL]  # fmt: skip
        found += [("the check says right, a test does not", name) for name, exercise in result["exercises"].items()
                  if exercise["state"] == diagnosis.RIGHT]  # fmt: skip
        found += given.flags + bounded(lambda: _flags(own, notebook.lines), SECONDS, UNSEARCHED)
        found += flags.of_seen(result["seen"])
    view = bounded(lambda: tutor_copy.make(notebook, given, result, task["rerun"]), SECONDS, None)
    if view is None:
        found.append(("no page", NO_PAGE))
    record = {
        "status": status,
        "cells": result["cells"],
        "exercises": result["exercises"],
        "tasks": _tasks(notebook, given),
        "written": {c.id: c.changed for c in given.cells if c.kind == "solution"},
        "notes": notes + given.notes,
        "flags": flags.bounded(found),
        "runs": {name: {"seconds": run.get("seconds"), "error": _short(run.get("error"))}
                 for name, run in result["runs"].items()},
        "seconds": result["seconds"],
        "provenance": {**environment(), "isolation": task["isolation"], "accounting": accounting.way(),
                       "rerun": task["rerun"], "tests": {test.id: test.hash for test in notebook.tests.values()},
                       "seed": 0, "limits": task["limits"]},
    }  # fmt: skip
    return json.loads(json.dumps(_finite({"record": record, "view": view}), allow_nan=False))


def _finite(value):
    """Plain data without what JSON has no word for, or Python would not read again: NaN, infinity, endless integers."""
    if isinstance(value, dict):
        return {key: _finite(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_finite(one) for one in value]
    odd = isinstance(value, float) and not math.isfinite(value) or isinstance(value, int) and abs(value) >= 1 << 63
    return None if odd else value


def nothing(notebook, status, questions):
    """The result of a notebook that is not there: every test scores zero, and an older score does not stay."""
    cells = {
        test.id: asdict(judge.Verdict(0.0, test.points, status))
        for test in notebook.tests.values()
        if not questions or test.exercise in questions
    }
    exercises = {test.exercise: {"state": status, "misconception": None} for test in notebook.tests.values()}
    return {"cells": cells, "exercises": exercises, "runs": {}, "seen": [], "seconds": 0.0}


def _flags(own, known):
    try:
        return flags.of_code(own, known)
    except Exception as error:
        # They are a hint for the tutor: what cannot be searched costs nobody a point.
        return [("code that could not be searched", f"{error!r:.200}")]


def _tasks(notebook, given):
    """For every question whether there is something to read: in its own cell, or in one that the student added."""
    tasks = {}
    # Text that stands anywhere else may be the answer to any of them: a tutor looks.
    elsewhere = any(cell.type == "markdown" and cell.source.strip() and (cell.kind == "own" or
                    cell.kind == "text" and cell.changed and cell.id not in notebook.answers.values())
                    for cell in given.cells)  # fmt: skip
    for name, points in notebook.tasks.items():
        places = [k for k, cell in enumerate(given.cells) if cell.id == name]
        text = []
        for cell in given.cells[places[0] + 1 :] if places else []:
            if cell.id == notebook.answers.get(name):
                text.append(cell.source if cell.changed else "")
            elif cell.kind == "own":
                # Some write their answer as comments, or print it.
                text.append(cell.source if cell.type != "code" or re.search("[#\"']", cell.source) else "")
            elif cell.kind != "text":
                break
        words = "\n".join(text).replace("*Your answer:* …", "").strip()
        tasks[name] = {"answered": bool(words) or elsewhere, "max": points}
    return tasks


def _short(error):
    if not isinstance(error, dict):
        return None
    return {"type": str(error.get("type"))[:80], "text": str(error.get("text", ""))[:200], "line": error.get("line")}


@functools.lru_cache
def environment():
    """What a score depends on beside the submission."""
    packages = ("torch", "numpy", "nbgrader", "ipython")
    return {
        "python": platform.python_version(),
        "packages": {name: importlib.metadata.version(name) for name in packages},
        "grader": code_hash(),
    }


#: Folders of which every file can change a score, at every depth, and the kinds of files that count there.
DECIDING = ("grading", "sheet_utils", "data")
DECIDING_KINDS = {".py", ".npz", ".pt", ".json", ".csv", ".txt"}


@functools.lru_cache
def code_hash(root=ROOT):
    """A hash of the code and data that decide a score.

    Args:
        root: of the repository.

    Returns:
        16 hexadecimal digits; another file, name or content gives others.
    """
    digest = hashlib.sha256()
    for path in deciding_files(root):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def deciding_files(root):
    """The files that can change a score, sorted."""
    return sorted(
        path
        for folder in DECIDING
        for path in (root / folder).rglob("*")
        if path.suffix in DECIDING_KINDS and path.is_file()
    )
