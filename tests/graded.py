"""One class, graded once for all tests: honest work, classic mistakes, and a sample of bad submissions."""

import dataclasses
import functools
import os
import pickle
from pathlib import Path

import pytest
from filelock import FileLock

from authoring.catalogue import read_answers
from authoring.demo.submissions import Work
from grading.folders import Folders
from grading.sandbox import isolation
from tests.hostile import run
from tests.hostile.cases import CASES

SAMPLE = [
    "truncated", "merge-markers", "symlink-in-place", "another-name", "metadata-and-ids-stripped", "no-cells",
    "endless-loop", "exits", "memory-hog", "detached-child", "always-equal", "edited-tests", "file-numpy-py",
    "skip-execution-tag", "forged-answers-on-the-line", "read-the-gradebook", "sockets", "pickle-on-the-line",
    "script-in-markdown", "formula-as-name", "in-place-on-a-clone", "helper-in-a-module",
]  # fmt: skip


def needs_sandbox(test):
    """Skip a test with a reason where there is no bubblewrap; under CI that is a failure."""
    missing = why_no_sandbox()
    return pytest.mark.skip(reason=missing)(test) if missing and not os.environ.get("CI") else test


@functools.cache
def why_no_sandbox():
    """What a tutor would be told here, or ""; an empty sandbox is tried out once and not for every test."""
    try:
        isolation.check("bubblewrap")
    except isolation.IsolationError as error:
        return str(error)
    return ""


def mistake(exercise, name):
    """The code of a named answer."""
    return next(answer.source for answer in read_answers("sheet10", exercise) if answer.name == name)


def only_the_first(work, folders, student):
    """Hand in the first notebook and leave the others out."""
    work.write(folders.submitted, student, {f"{name}.ipynb": None for name in work.names()[1:]})


@functools.cache
def graded_class():
    """Grade the class, or wait for the process of this test run that does.

    Returns:
        (folders, found, troubles): where it lies, what became of the sample, and what is wrong as a whole.
    """
    root = Path(os.environ["COURSE_TEST_RUN"]) / "graded-class"
    root.mkdir(parents=True, exist_ok=True)
    folders, result = Folders(root), root / "result.pickle"
    with FileLock(root / "lock"):
        if not result.exists():
            Work().write(folders.submitted, "blank")
            for student, name in (("adds", "wrong_adds"), ("detaches", "wrong_detach_every_step")):
                only_the_first(Work.solved(stf_forward=mistake("stf-forward", name)), folders, student)
            found, troubles, _ = run.run(SAMPLE, root)
            # A case holds functions, which cannot be pickled: its name stands for it.
            rows = [dataclasses.replace(one, case=one.case.name) for one in found]
            result.write_bytes(pickle.dumps((rows, troubles)))
    rows, troubles = pickle.loads(result.read_bytes())
    return folders, [dataclasses.replace(row, case=CASES[row.case]) for row in rows], troubles
