"""What was found, kept: one JSON record per student and notebook, and the scores in nbgrader's gradebook.

One process writes. A record is replaced as a whole, also by a failure, and only then the gradebook follows; so a
run that is killed at any moment goes on where it stopped, and ends as if it had not been. A score that a tutor
typed in is never touched: only the columns of the automatic score are written, each in a transaction of its own.
"""

import contextlib
import json
import os
import secrets
import tempfile
import time
import warnings
from datetime import UTC, datetime
from pathlib import Path

import nbformat
import sqlalchemy.exc
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.preprocessors import ClearOutput, ClearSolutions, ComputeChecksums, LockCells, SaveCells
from traitlets.config.loader import PyFileConfigLoader

from grading.folders import COURSE, SOLUTIONS
from grading.nbgrader_command import search_path
from sheet_utils import runtime

COURSE_ID = "chaos-rnn"
FORMAT = 1
BUSY_SECONDS = 120


# --- Records. -------------------------------------------------------------------------------------


def write_whole(path, text):
    """Write a text so that its file is there as a whole or not at all, even if the machine stops."""
    runtime.write_whole(path, text.encode("utf-8", "replace"))


def record_path(folders, sheet, student, notebook):
    return folders.records(sheet) / student / f"{notebook}.json"


def read_record(path):
    """A record, or None where there is none that can be read."""
    try:
        record = json.loads(Path(path).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return record if isinstance(record, dict) and record.get("format") == FORMAT else None


def read_all(folders, sheet):
    """All records of a sheet, by student and notebook."""
    found = {}
    for path in sorted(folders.records(sheet).glob("*/*.json")):
        record = read_record(path)
        if record is not None:
            found.setdefault(path.parent.name, {})[path.stem] = record
    return found


def received(folders, sheet, student, digest):
    """When this content of a submission was first seen here, in UTC; the student's own `timestamp.txt` is not asked."""
    path = folders.records(sheet) / student / "received"
    try:
        known, when = path.read_text("utf-8").split()
        if known == digest:
            return when
    except (OSError, ValueError):
        pass
    when = datetime.now(UTC).isoformat(timespec="seconds")
    write_whole(path, f"{digest} {when}\n")
    return when


def save(folders, record, view):
    """Keep one result: the tutor's copy of the notebook, then the record. The gradebook follows from the record."""
    place = folders.autograded(record["student"], record["sheet"])
    path = place / f"{record['notebook']}.ipynb"
    if view is not None:
        write_whole(path, json.dumps(view, indent=1, ensure_ascii=False))
    else:
        path.unlink(missing_ok=True)
    target = record_path(folders, record["sheet"], record["student"], record["notebook"])
    write_whole(target, json.dumps(record, indent=1, ensure_ascii=False, sort_keys=True))


def keep_receipt(folders, sheet, student, when, secret):
    """Keep beside the graded notebooks what nbgrader's `release_feedback` looks for.

    Args:
        folders, sheet, student: whose.
        when: the time of submission, as text.
        secret: by it a student's feedback is found in the exchange; None for one that nobody knows.
    """
    place = folders.autograded(student, sheet)
    write_whole(place / "timestamp.txt", when)
    write_whole(place / "submission_secret.txt", secret or secrets.token_hex(32))


# --- The gradebook. -------------------------------------------------------------------------------


def url(folders):
    return f"sqlite:///{folders.gradebook}"


@contextlib.contextmanager
def opened(folders):
    """nbgrader's gradebook; it is closed at the end."""
    with warnings.catch_warnings(), Gradebook(url(folders), COURSE_ID) as gradebook:
        # nbgrader builds its objects in an order that SQLAlchemy remarks on.
        warnings.simplefilter("ignore", sqlalchemy.exc.SAWarning)
        gradebook.db.execute(sqlalchemy.text(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}"))
        yield gradebook


def patiently(action):
    """Do something with the gradebook, again if formgrader has it locked just then."""
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            return action()
        except sqlalchemy.exc.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > deadline:
                raise
            time.sleep(0.2)


def register(folders, sheet):
    """Enter a sheet with its cells and points into the gradebook, as `nbgrader generate_assignment` does.

    A gradebook that is not there yet is made beside its place and moved there whole.
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


def enter(gradebook, record):
    """Write the automatic scores of one record into the gradebook that is open, in one transaction."""
    patiently(lambda: _enter(gradebook, record))


def _enter(gradebook, record):
    sheet, student, notebook = record["sheet"], record["student"], record["notebook"]
    try:
        gradebook.update_or_create_student(student)
        when = datetime.fromisoformat(record["received"]).astimezone(UTC).replace(tzinfo=None)
        gradebook.update_or_create_submission(sheet, student, timestamp=when)
        own = gradebook.find_submission_notebook(notebook, sheet, student)
        for grade in own.grades:
            name = grade.cell.name
            if name in record["cells"]:
                _set_score(grade, record["cells"][name]["points"])
            elif name in record["tasks"]:
                _set_question(grade, record["tasks"][name])
        for comment in own.comments:
            written = record["written"].get(comment.cell.name, True)
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


def _set_question(grade, task):
    """A question that was left empty needs nobody's time; any other waits for the tutor."""
    if grade.manual_score is not None:
        return
    grade.auto_score = None if task["answered"] else 0.0
    grade.needs_manual_grade = task["answered"]


def scores(folders, sheet):
    """What the gradebook says now: {student: {notebook: {cell: (auto, manual, extra, needs a tutor)}}}."""
    found = {}
    for submission in _submissions(folders, sheet):
        mine = found.setdefault(submission.student.id, {})
        for own in submission.notebooks:
            mine[own.name] = {
                grade.cell.name: (grade.auto_score, grade.manual_score, grade.extra_credit,
                                  bool(grade.needs_manual_grade))
                for grade in own.grades
            }  # fmt: skip
    return found


def comments(folders, sheet):
    """A tutor's comments: {student: {notebook: {cell: text}}}."""
    found = {}
    for submission in _submissions(folders, sheet):
        mine = found.setdefault(submission.student.id, {})
        for own in submission.notebooks:
            mine[own.name] = {comment.cell.name: comment.comment for comment in own.comments if comment.comment}
    return found


def _submissions(folders, sheet):
    """Yield the submissions of a sheet that the gradebook knows; it is open meanwhile."""
    if folders.gradebook.exists():
        with opened(folders) as gradebook:
            if sheet in {assignment.name for assignment in gradebook.assignments}:
                yield from gradebook.assignment_submissions(sheet)


def people(folders):
    """{student: (first name, last name, e-mail, number in the learning platform)}, as far as the gradebook knows."""
    if not folders.gradebook.exists():
        return {}
    with opened(folders) as gradebook:
        return {s.id: (s.first_name or "", s.last_name or "", s.email or "", s.lms_user_id or "")
                for s in gradebook.students}  # fmt: skip


def is_entered(known, record):
    """Whether the gradebook's scores, from `scores`, are those of a record."""
    mine = known.get(record["student"], {}).get(record["notebook"])
    if mine is None:
        return False
    for name, verdict in record["cells"].items():
        if name not in mine or mine[name][0] != verdict["points"]:
            return False
    for name, task in record["tasks"].items():
        auto, manual, _, needs = mine.get(name, (None, None, None, None))
        if manual is None and (auto, needs) != ((None, True) if task["answered"] else (0.0, False)):
            return False
    return True
