"""How late something was handed in, by whose clock, and what that costs.

The due date stands in `duedates.csv` beside nbgrader's settings, or in nbgrader's gradebook. When something was handed
in is known from the platform (`collect`) or from nbgrader's exchange (`timestamp.txt`). Where neither says, nobody is
late. What lateness costs is decided by nbgrader's own plugin, as its settings name it.
"""

import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import dateutil.parser
from nbgrader.preprocessors import AssignLatePenalties
from nbgrader.utils import parse_utc
from traitlets import TraitError
from traitlets.config.loader import PyFileConfigLoader

from grading import collect, intake
from grading.collect import preview
from grading.folders import COURSE, Folders
from grading.identity import plain_id
from grading.records import gradebook
from grading.tables import TableError, read_table

CLOCKS = {**preview.CLOCKS, "timestamp.txt": "by its timestamp.txt"}
LONGER = re.compile(r"\+\s*(?P<number>\d+)\s*(?P<unit>d|days?|tage?|h|hours?|stunden?)", re.IGNORECASE)


class LatenessError(ValueError):
    """Lateness cannot be told or counted as the settings ask; the text says why."""


@dataclass(frozen=True)
class Lateness:
    """What is known about one student's time.

    Attributes:
        seconds: after the due date; 0 for in time, and where nothing is known.
        clock: whose clock says so; a key of `CLOCKS`, or "".
        platform: whether the platform itself says that it was late.
        penalties: {notebook: points that lateness costs}, where it costs any.
        group: ids of all that this was handed in for, or ().
        source: the id of the student who handed it in.
    """

    seconds: float = 0.0
    clock: str = ""
    platform: bool = False
    penalties: Mapping = field(default_factory=dict)
    group: tuple = ()
    source: str = ""

    @property
    def text(self) -> str:
        """Such as "3 h late (by the platform)"; "" for what was in time."""
        if self.seconds > 0:
            return f"{duration(self.seconds)} late ({CLOCKS.get(self.clock, self.clock)})"
        return "late, says the platform" if self.platform else ""

    @property
    def penalty(self) -> float:
        """Points that lateness costs in all notebooks together."""
        return sum(self.penalties.values())


def duration(seconds: float) -> str:
    """A time in its largest unit.

    Args:
        seconds: the time.

    Returns:
        Text such as "5 min", "3 h" or "2 days", to three digits.
    """
    for unit, size in (("days", 86400), ("h", 3600), ("min", 60)):
        if seconds >= (2 if unit == "days" else 1) * size:
            return f"{seconds / size:.3g} {unit}" if seconds % size else f"{seconds / size:.0f} {unit}"
    return f"{seconds:.0f} s"


@dataclass(frozen=True)
class DueDates:
    """When a sheet is due; times are naive and in UTC.

    Attributes:
        all: the due date for everybody; None where there are only those of single students.
        students: {id: due date} of those who have an extension.
    """

    all: datetime | None
    students: Mapping


def due_dates(folders: Folders, sheet: str) -> DueDates | None:
    """Read what `duedates.csv` says of a sheet.

    Its columns are sheet, due and id; id is empty for everybody's due date, and names a student for an extension, whose
    due date is a time like the others or something to add, such as "+3 days".

    Args:
        folders: a `Folders`.
        sheet: the sheet's name.

    Returns:
        A `DueDates`; None where there is no such file, or it does not name the sheet.

    Raises:
        TableError: a time in it cannot be understood, there are two due dates for everybody, or an extension has
            nothing that it extends.
    """
    path = folders.root / "duedates.csv"
    if not path.is_file():
        return None
    rows = [row for row in read_table(path, needed=("sheet", "due")) if row["sheet"] == sheet and row["due"]]
    common = [_time(row["due"], path) for row in rows if not row.get("id")]
    if len(common) > 1:
        raise TableError(f"{path} names {len(common)} due dates of {sheet} for everybody")
    students = {}
    for row in rows:
        if not row.get("id"):
            continue
        longer = LONGER.fullmatch(row["due"].strip())
        if longer and not common:
            raise TableError(f"{path}: {row['id']} has an extension of {sheet}, which has no due date")
        unit = "hours" if longer and longer["unit"][0].lower() in "hs" else "days"
        students[plain_id(row["id"])] = (
            common[0] + timedelta(**{unit: int(longer["number"])}) if longer else _time(row["due"], path)
        )
    return DueDates(common[0] if common else None, students) if rows else None


def _time(text, path):
    """A time as UTC, naive. One without a zone is this machine's; a day alone lasts until midnight."""
    # 01.05.2026 is the first of May, 2026-05-01 too.
    try:
        when = dateutil.parser.parse(text, dayfirst=not re.match(r"\d{4}", text))
    except (ValueError, OverflowError):
        raise TableError(f"{path}: {text!r} is no time; write it like 2026-05-01 10:00") from None
    if not re.search(r"\d:\d|\d\s*(am|pm|uhr)|T\d", text, re.IGNORECASE):
        when = when.replace(hour=23, minute=59, second=59)
    return when.astimezone(UTC).replace(tzinfo=None)


def _handed_in(folders, sheet, student, collected):
    """When a student handed in (naive, UTC), and by whose clock; (None, "") where nobody says."""
    known = collected.get(student, {})
    if known.get("clock") == "file":
        # That date says when a tutor saved the file, if no more is known.
        return None, ""
    if known.get("time"):
        return datetime.fromisoformat(known["time"]).astimezone(UTC).replace(tzinfo=None), known["clock"]
    stamp, _ = intake.receipt(SimpleNamespace(folder=folders.submitted / student / sheet))
    return (parse_utc(stamp), "timestamp.txt") if stamp else (None, "")


# --- Into the gradebook. ----------------------------------------------------------------------------


def enter(folders: Folders, sheet: str) -> None:
    """Write times, due dates and penalties into the gradebook, where formgrader and `nbgrader export` look for them.

    Args:
        folders: a `Folders`.
        sheet: the sheet's name.

    Raises:
        LatenessError: the plugin that the settings name cannot be loaded, or stops with an error.
        TableError: `duedates.csv` cannot be understood.
    """
    due, collected = due_dates(folders, sheet), collect.read_record(folders, sheet)
    if not folders.gradebook.exists():
        return
    with gradebook.opened(folders) as book:
        if sheet in {assignment.name for assignment in book.assignments}:
            gradebook.patiently(lambda: _enter(book, folders, sheet, due, collected))


def _enter(book, folders, sheet, due, collected):
    penalties = None
    assignment = book.find_assignment(sheet)
    if due is not None:
        assignment.duedate = due.all
    for submission in book.assignment_submissions(sheet):
        student = submission.student.id
        submission.timestamp, _ = _handed_in(folders, sheet, student, collected)
        if due is not None:
            own = due.students.get(student)
            if own is not None and due.all is None:
                assignment.duedate = own
            submission.extension = own - assignment.duedate if own is not None else None
        for submitted in submission.notebooks:
            submitted.late_submission_penalty = None
            if submission.total_seconds_late > 0:
                penalties = penalties or _plugin(folders)
                submitted.late_submission_penalty = _penalty(penalties, submission, submitted)
    book.db.commit()


def _plugin(folders):
    """nbgrader's preprocessor with the plugin of the settings."""
    root = folders.root if (folders.root / "nbgrader_config.py").is_file() else COURSE
    # A plugin may lie beside the settings, as nbgrader has it.
    sys.path.insert(0, str(root))
    try:
        step = AssignLatePenalties(config=PyFileConfigLoader("nbgrader_config.py", str(root)).load_config())
        step.init_plugin()
    except (ImportError, TraitError) as error:
        raise LatenessError(f"the plugin for late penalties in {root / 'nbgrader_config.py'} cannot be used: {error}") \
            from error  # fmt: skip
    finally:
        sys.path.remove(str(root))
    return step


def _penalty(step, submission, submitted):
    try:
        penalty = step.plugin_inst.late_submission_penalty(
            submission.student.id, submitted.score, submission.total_seconds_late
        )
        return None if penalty is None else step._check_late_penalty(submitted, penalty)
    except Exception as error:
        kind = type(step.plugin_inst).__name__
        raise LatenessError(f"the plugin for late penalties, {kind}, stopped for {submission.student.id}: "
                            f"{type(error).__name__}: {error}") from error  # fmt: skip


# --- For pages. -------------------------------------------------------------------------------------


def read(folders: Folders, sheet: str) -> dict[str, Lateness]:
    """Read what is known about everybody's time.

    Args:
        folders: a `Folders`.
        sheet: the sheet's name.

    Returns:
        {student: `Lateness`}; members of a group have that of whoever handed in for them. It is empty where there is no
        gradebook yet.
    """
    collected = collect.read_record(folders, sheet)
    times = {}
    if folders.gradebook.exists():
        with gradebook.opened(folders) as book:
            if sheet in {assignment.name for assignment in book.assignments}:
                for submission in book.assignment_submissions(sheet):
                    student = submission.student.id
                    _, clock = _handed_in(folders, sheet, student, collected)
                    known = collected.get(student, {})
                    times[student] = Lateness(
                        submission.total_seconds_late, clock, bool(known.get("late")),
                        {submitted.name: submitted.late_submission_penalty for submitted in submission.notebooks
                         if submitted.late_submission_penalty},
                        tuple(known.get("group", ())), student)  # fmt: skip
    for student, source in _sources(times, collected).items():
        times[student] = times[source]
    return times


def _sources(times, collected):
    """Whose work counts for whom: in a group what was handed in last."""
    sources = {}
    for lateness in list(times.values()):
        here = [member for member in lateness.group if member in times]
        last = max(here, key=lambda member: (collected[member].get("time", ""), member), default=None)
        sources |= dict.fromkeys(lateness.group, last) if last else {}
    return sources
