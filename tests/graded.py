"""One class, graded once for all tests: honest work, classic mistakes, and a sample of bad submissions."""

import atexit
import functools
import os
import shutil
import tempfile
from pathlib import Path

import pytest

from course import isolation
from course.answers import read_answers
from course.demo.submissions import Work
from course.folders import Folders
from tests.hostile import run

SAMPLE = [
    "truncated", "merge-markers", "symlink-in-place", "another-name", "metadata-and-ids-stripped", "no-cells",
    "endless-loop", "exits", "memory-hog", "detached-child", "always-equal", "edited-tests", "file-numpy-py",
    "skip-execution-tag", "forged-answers-on-the-line", "read-the-gradebook", "sockets", "pickle-on-the-line",
    "script-in-markdown", "formula-as-name", "in-place-on-a-clone", "helper-in-a-module",
]  # fmt: skip


def needs_sandbox(test):
    """Skip a test with a reason where there is no bubblewrap; under CI that is a failure."""
    try:
        isolation.check("bubblewrap")
    except isolation.IsolationError as error:
        if os.environ.get("CI"):
            return test
        return pytest.mark.skip(reason=str(error))(test)
    return test


def mistake(exercise, name):
    """The code of a named answer."""
    return next(answer.source for answer in read_answers("sheet10", exercise) if answer.name == name)


@functools.cache
def graded_class():
    """Grade the class.

    Returns:
        (folders, found, troubles): where it lies, what became of the sample, and what is wrong as a whole.
    """
    root = Path(tempfile.mkdtemp(prefix="graded-class-"))
    atexit.register(shutil.rmtree, root, ignore_errors=True)
    folders = Folders(root)
    Work().write(folders.submitted, "blank")
    Work.solved(stf_forward=mistake("stf-forward", "wrong_adds")).write(folders.submitted, "adds")
    Work.solved(stf_forward=mistake("stf-forward", "wrong_detach_every_step")).write(folders.submitted, "detaches")
    found, troubles, _ = run.run(SAMPLE, root)
    return folders, found, troubles
