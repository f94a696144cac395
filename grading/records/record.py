"""The result of grading one notebook of one student, as it is kept."""

import math
from dataclasses import asdict, dataclass, field, fields

from grading.verdicts import CellRun, CellVerdict, ExerciseState
from sheet_utils.protocol import StudentError

#: The version of the files in which records are kept.
FORMAT = 1


def finite(value: object) -> object:
    """Plain data without what JSON has no word for, or Python would not read again.

    Args:
        value: a tree of dicts, lists and plain values.

    Returns:
        The same with None for NaN, infinity and endless integers.
    """
    if isinstance(value, dict):
        return {key: finite(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [finite(item) for item in value]
    odd = isinstance(value, float) and not math.isfinite(value) or isinstance(value, int) and abs(value) >= 1 << 63
    return None if odd else value


@dataclass(frozen=True)
class Question:
    """A question that a tutor reads.

    Attributes:
        answered: whether there is anything to read.
        max: the points that it is worth.
    """

    answered: bool
    max: float


@dataclass
class Record:
    """What came of one notebook of one student.

    Attributes:
        sheet, student, notebook: whose.
        status: "graded", "missing", "unreadable" or "failed".
        cells: {id of a graded cell: its `CellVerdict`}.
        exercises: {id of an exercise that lost points: its `ExerciseState`}.
        tasks: {id of a question for a tutor: its `Question`}.
        written: {id of a solution cell: whether anything was filled in}.
        notes: what was repaired, in the student's words.
        flags: (kind, evidence) pairs, for the tutor.
        runs: {id of any other cell that was run: its `CellRun`}, without outputs.
        seconds: time that the student's process was at work.
        provenance: see `grading.records.provenance`.
        key: a hash of everything that the result depends on.
        received: when this submission was first seen, in UTC.
        format: the version of the file.
    """

    sheet: str
    student: str
    notebook: str
    status: str
    cells: dict
    exercises: dict = field(default_factory=dict)
    tasks: dict = field(default_factory=dict)
    written: dict = field(default_factory=dict)
    notes: list = field(default_factory=list)
    flags: list = field(default_factory=list)
    runs: dict = field(default_factory=dict)
    seconds: float = 0.0
    provenance: dict = field(default_factory=dict)
    key: str = ""
    received: str = ""
    format: int = FORMAT

    @property
    def points(self) -> float:
        """The points that the graded cells gave."""
        return sum(verdict.points for verdict in self.cells.values())

    @property
    def max(self) -> float:
        """The points that the graded cells could give."""
        return sum(verdict.max for verdict in self.cells.values())

    def to_json(self) -> dict:
        """The record as plain data."""
        tree = asdict(self)
        for run in tree["runs"].values():
            del run["outputs"]
            if run["error"]:
                del run["error"]["travels"]
        return finite(tree)

    @classmethod
    def from_json(cls, tree: dict) -> "Record":
        """The inverse of `to_json`; entries that are not known here are left out.

        Args:
            tree: what a record's file holds.

        Returns:
            The `Record`.

        Raises:
            ValueError: it is no record of this format, or something in it is missing.
        """
        if not isinstance(tree, dict) or tree.get("format") != FORMAT:
            raise ValueError(f"not a record of format {FORMAT}")
        try:
            record = cls(**{part.name: tree[part.name] for part in fields(cls) if part.name in tree})
            record.cells = {name: CellVerdict(**verdict) for name, verdict in record.cells.items()}
            record.exercises = {name: ExerciseState(**state) for name, state in record.exercises.items()}
            record.tasks = {name: Question(**task) for name, task in record.tasks.items()}
            record.flags = [tuple(flag) for flag in record.flags]
            record.runs = {name: CellRun(run.get("seconds"), run.get("error") and StudentError(**run["error"]))
                           for name, run in record.runs.items()}  # fmt: skip
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"not a whole record: {error!r}") from error
        return record
