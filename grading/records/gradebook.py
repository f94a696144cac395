"""The scores of a class in nbgrader's gradebook.

A score that a tutor typed in is never touched: only the columns of the automatic score are written, each record in a
transaction of its own.
"""

import contextlib
import functools
import os
import re
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import nbformat
import nbgrader.api
import sqlalchemy.exc
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.dbutil import ALEMBIC_DIR
from nbgrader.preprocessors import ClearOutput, ClearSolutions, ComputeChecksums, LockCells, SaveCells
from traitlets.config.loader import PyFileConfigLoader

from grading.folders import COURSE, SOLUTIONS, Folders
from grading.nbgrader_command import search_path
from grading.records.record import Record

COURSE_ID = "chaos-rnn"
BUSY_SECONDS = 120


@functools.cache
def newest_version() -> str:
    """The version of the gradebooks that the installed nbgrader makes.

    Returns:
        The name that alembic gives it.
    """
    # Imported here: only a new gradebook needs it, and it takes a tenth of a short command.
    from alembic.script import ScriptDirectory

    return ScriptDirectory(ALEMBIC_DIR).get_current_head()


# nbgrader runs a program to ask for it, which takes longer than all the rest of a new gradebook.
nbgrader.api.get_alembic_version = newest_version


class GradebookError(RuntimeError):
    """The gradebook cannot be used as it is; the text says what to do."""


class Score(NamedTuple):
    """What the gradebook says of one graded cell or question.

    Attributes:
        auto: the machine's points, or None.
        manual: the tutor's points, which count before the machine's, or None.
        extra: extra credit, or None.
        waits: whether it waits for a tutor.
    """

    auto: float | None
    manual: float | None
    extra: float | None
    waits: bool

    @property
    def points(self) -> float:
        """What counts."""
        return (self.manual if self.manual is not None else self.auto or 0.0) + (self.extra or 0.0)


class Person(NamedTuple):
    """A student as the gradebook knows them.

    Attributes:
        first, last: names; each entry is "" where it is not known.
        mail: an address.
        number: that of the learning platform.
    """

    first: str = ""
    last: str = ""
    mail: str = ""
    number: str = ""

    @property
    def name(self) -> str:
        """First and last name, as far as they are known."""
        return f"{self.first} {self.last}".strip()


def url(folders: Folders) -> str:
    """The address of the gradebook.

    Args:
        folders: of the class.

    Returns:
        The address as SQLAlchemy takes it.
    """
    return f"sqlite:///{folders.gradebook}"


@contextlib.contextmanager
def opened(folders: Folders) -> Iterator[Gradebook]:
    """Open nbgrader's gradebook, and close it at the end.

    Args:
        folders: of the class.

    Yields:
        The `Gradebook`, which waits `BUSY_SECONDS` for a lock.

    Raises:
        GradebookError: it was made by an older nbgrader; the text says how to bring it up to date.
    """
    try:
        with warnings.catch_warnings(), Gradebook(url(folders), COURSE_ID) as gradebook:
            # nbgrader builds its objects in an order that SQLAlchemy remarks on.
            warnings.simplefilter("ignore", sqlalchemy.exc.SAWarning)
            gradebook.db.execute(sqlalchemy.text(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}"))
            yield gradebook
    except sqlalchemy.exc.OperationalError as error:
        if not re.search("no such (column|table)|has no column", str(error)):
            raise
        raise GradebookError(f"{folders.gradebook} is of an older nbgrader. Keep a copy, then run "
                             f"`nbgrader db upgrade` in {folders.root}") from error  # fmt: skip


def patiently(action: Callable) -> object:
    """Do something with the gradebook, again if formgrader has it locked just then.

    Args:
        action: called without arguments until the gradebook is not locked.

    Returns:
        What the action returns.

    Raises:
        sqlalchemy.exc.OperationalError: from the action; a lock is raised only after `BUSY_SECONDS`.
    """
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            return action()
        except sqlalchemy.exc.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > deadline:
                raise
            time.sleep(0.2)


def register(folders: Folders, sheet: str) -> None:
    """Enter a sheet with its cells and points into the gradebook, as `nbgrader generate_assignment` does.

    A gradebook that is not there yet is made beside its final path and moved there whole.

    Args:
        folders: of the class.
        sheet: its name.
    """
    if folders.gradebook.exists():
        patiently(lambda: _register(folders.gradebook, sheet))
        return
    folders.root.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folders.root, prefix=".new-") as scratch:
        made = Path(scratch) / "gradebook.db"
        _register(made, sheet)
        os.replace(made, folders.gradebook)


def _register(path, sheet):
    config = PyFileConfigLoader("nbgrader_config.py", str(COURSE)).load_config()
    os.environ["PATH"] = search_path()
    with Gradebook(f"sqlite:///{path}", COURSE_ID) as gradebook:
        sources = sorted((SOLUTIONS / sheet).glob("*.ipynb"))
        if _is_registered(gradebook, sheet, sources):
            return
        gradebook.update_or_create_assignment(sheet, course_id=COURSE_ID)
    for source in sources:
        notebook = nbformat.read(source, as_version=4)
        resources = {"nbgrader": {"notebook": source.stem, "assignment": sheet, "db_url": f"sqlite:///{path}"}}
        for step in (LockCells, ClearSolutions, ClearOutput, ComputeChecksums, SaveCells):
            notebook, resources = step(config=config).preprocess(notebook, resources)


def _is_registered(gradebook, sheet, sources):
    """Whether the gradebook knows the very tests and questions of the sheet."""
    for source in sources:
        try:
            known = gradebook.find_notebook(source.stem, sheet)
        except MissingEntry:
            return False
        wanted = {}
        for cell in nbformat.read(source, as_version=4).cells:
            grading = cell.metadata.get("nbgrader", {})
            if grading.get("grade") or grading.get("task"):
                wanted[cell.id] = (cell.source, float(grading["points"]))
        points = {cell.name: float(cell.max_score) for cell in [*known.grade_cells, *known.task_cells]}
        texts = {cell.name: cell.source for cell in known.source_cells}
        if {name: (texts.get(name), points[name]) for name in points} != wanted:
            return False
    return True


def enter(gradebook: Gradebook, record: Record) -> None:
    """Write the automatic scores of one record, in one transaction.

    Args:
        gradebook: from `opened`.
        record: the `Record`.
    """
    patiently(lambda: _enter(gradebook, record))


def _enter(gradebook, record):
    try:
        gradebook.update_or_create_student(record.student)
        when = datetime.fromisoformat(record.received).astimezone(UTC).replace(tzinfo=None)
        gradebook.update_or_create_submission(record.sheet, record.student, timestamp=when)
        submitted = gradebook.find_submission_notebook(record.notebook, record.sheet, record.student)
        # Read together, or each would be looked up by itself below.
        known = submitted.notebook
        cells = {cell.id: cell.name for cell in [*known.grade_cells, *known.solution_cells, *known.task_cells]}
        with gradebook.db.no_autoflush:
            for grade in submitted.grades:
                name = cells[grade.cell_id]
                if name in record.cells:
                    _set_score(grade, record.cells[name].points)
                elif name in record.tasks:
                    _set_question(grade, record.tasks[name])
            for comment in submitted.comments:
                written = record.written.get(cells[comment.cell_id], True)
                comment.auto_comment = None if written else "No response."
        gradebook.db.commit()
    finally:
        # Nothing is remembered or kept locked until the next one: a tutor grades meanwhile.
        gradebook.db.remove()


def _set_score(grade, points):
    changed = grade.auto_score != points
    grade.auto_score = points
    # A tutor who corrected a score looks again where the automatic one has changed since.
    if grade.manual_score is None:
        grade.needs_manual_grade = False
    elif changed:
        grade.needs_manual_grade = True


def _set_question(grade, question):
    """A question that was left empty needs nobody's time; any other waits for the tutor."""
    if grade.manual_score is not None:
        return
    grade.auto_score = None if question.answered else 0.0
    grade.needs_manual_grade = question.answered


def scores(folders: Folders, sheet: str) -> dict[str, dict[str, dict[str, Score]]]:
    """What the gradebook says now.

    Args:
        folders: of the class.
        sheet: its name.

    Returns:
        {student: {notebook: {cell: Score}}}; empty where there is no gradebook, or the sheet is not in it.
    """
    return _by_notebook(folders, sheet, lambda submitted: {
        grade.cell.name: Score(grade.auto_score, grade.manual_score, grade.extra_credit, bool(grade.needs_manual_grade))
        for grade in submitted.grades
    })  # fmt: skip


def comments(folders: Folders, sheet: str) -> dict[str, dict[str, dict[str, str]]]:
    """The tutors' comments.

    Args:
        folders: of the class.
        sheet: its name.

    Returns:
        {student: {notebook: {cell: text}}}, cells with a comment only.
    """
    return _by_notebook(folders, sheet, lambda submitted: {
        comment.cell.name: comment.comment for comment in submitted.comments if comment.comment
    })  # fmt: skip


def submissions(folders: Folders, sheet: str) -> dict[str, dict[str, str]]:
    """Under which id formgrader shows a student's notebook.

    Args:
        folders: of the class.
        sheet: its name.

    Returns:
        {student: {notebook: id}}; empty where there is no gradebook, or the sheet is not in it.
    """
    return _by_notebook(folders, sheet, lambda submitted: submitted.id)


def _by_notebook(folders, sheet, read):
    """{student: {notebook: read(the notebook as it was submitted)}}, as far as the gradebook knows them."""
    if not folders.gradebook.exists():
        return {}
    with opened(folders) as gradebook:
        if sheet not in {assignment.name for assignment in gradebook.assignments}:
            return {}
        return {submission.student.id: {submitted.name: read(submitted) for submitted in submission.notebooks}
                for submission in gradebook.assignment_submissions(sheet)}  # fmt: skip


def people(folders: Folders) -> dict[str, Person]:
    """Every student that the gradebook knows.

    Args:
        folders: of the class.

    Returns:
        {name of the student's folder: Person}.
    """
    if not folders.gradebook.exists():
        return {}
    with opened(folders) as gradebook:
        return {s.id: Person(s.first_name or "", s.last_name or "", s.email or "", s.lms_user_id or "")
                for s in gradebook.students}  # fmt: skip


def is_entered(known: dict, record: Record) -> bool:
    """Whether the gradebook's scores are those of a record.

    Args:
        known: from `scores`.
        record: the record.
    """
    entered = known.get(record.student, {}).get(record.notebook, {})
    for name, verdict in record.cells.items():
        if name not in entered or entered[name].auto != verdict.points:
            return False
    for name, question in record.tasks.items():
        score = entered.get(name, Score(None, None, None, False))
        wanted = (None, True) if question.answered else (0.0, False)
        if score.manual is None and (score.auto, score.waits) != wanted:
            return False
    return True
