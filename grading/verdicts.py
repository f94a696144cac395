"""What a graded cell, an exercise and a notebook can come to: the types that flow from the judge to the records."""

from dataclasses import dataclass, field

from sheet_utils.protocol import StudentError

# What a graded cell can come to. Only the first gives points.
RIGHT, WRONG, RAISED, SLOW, DEAD, NO_TIME, UNDEFINED, BLANK = (
    "right", "wrong", "raised an error", "too slow", "process ended", "no time left", "not defined", "not started",
)  # fmt: skip
#: The grader stopped the code, or did not let it begin.
STOPPED = (SLOW, DEAD, NO_TIME)
# Causes of an end that would come again, however much time there was: the sandbox says them, `may_have_lacked_time`
# goes by them. A number follows the first.
EXITED, OVER_MEMORY, BROKE_THE_LINE = (
    "exited with status", "used more memory than is allowed", "broke the line to the grader",
)  # fmt: skip
BY_ITSELF = (EXITED, OVER_MEMORY, BROKE_THE_LINE)
CHANGES_MODEL = "the function changes the model that it is given"


@dataclass
class CellVerdict:
    """What one graded cell came to.

    Attributes:
        points, max: given and possible.
        outcome: one of the words above.
        note: for the tutor: the assertion's text, or what ended the process.
        error: type of the student's own exception, where one was raised.
        line: the line of the student's cell that it came from.
        seconds: wall time.
    """

    points: float
    max: float
    outcome: str
    note: str = ""
    error: str = ""
    line: int | None = None
    seconds: float = 0.0


@dataclass(frozen=True)
class ExerciseState:
    """What became of an exercise that lost points.

    Attributes:
        state: one of the words above, or what the check of the exercise says.
        misconception: the id of the mistake, where it is a known one.
        line, hint: what a student is told about that mistake.
    """

    state: str
    misconception: str | None = None
    line: str = ""
    hint: str = ""


@dataclass(frozen=True)
class CellRun:
    """What came of running one cell that is not graded.

    Attributes:
        seconds: wall time, as the student's process says.
        error: what stopped the cell; where the grader did, its type is one of `STOPPED`.
        outputs: what the cell showed, made harmless; empty unless the grader was asked for it.
    """

    seconds: float | None = None
    error: StudentError | None = None
    outputs: list = field(default_factory=list)

    @property
    def was_stopped(self) -> bool:
        """Whether it was the grader that stopped the cell."""
        return self.error is not None and self.error.type in STOPPED


@dataclass(frozen=True)
class NotebookResult:
    """What the judge found out about one notebook.

    Attributes:
        cells: {id of a graded cell: its `CellVerdict`}.
        exercises: {id of an exercise that lost points: its `ExerciseState`}.
        runs: {id of any other cell that was run: its `CellRun`}.
        seen: what the student's code did that no answer needs.
        doubted: ids of exercises that have all points while the check does not call them right.
        seconds: time that the student's process was at work.
    """

    cells: dict
    exercises: dict
    runs: dict = field(default_factory=dict)
    seen: list = field(default_factory=list)
    doubted: list = field(default_factory=list)
    seconds: float = 0.0

    @property
    def points(self) -> float:
        """Points of all graded cells together."""
        return sum(verdict.points for verdict in self.cells.values())

    @property
    def may_have_lacked_time(self) -> bool:
        """Whether the grader stopped anything, or had no time left for it, that might end otherwise with more of it."""
        ends = [(verdict.outcome, verdict.note) for verdict in self.cells.values()]
        ends += [(run.error.type, run.error.text) for run in self.runs.values() if run.was_stopped]
        return any(outcome in STOPPED and not text.startswith(BY_ITSELF) for outcome, text in ends)
