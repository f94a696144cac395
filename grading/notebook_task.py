"""What a worker is given to grade one notebook, and what it sends back; also where it could not be graded.

The process that hands out the tasks imports this and not the judge, which needs torch.
"""

from dataclasses import dataclass, field, replace

from grading import sheet
from grading.records import provenance
from grading.records.record import Question, Record
from grading.sandbox import accounting
from grading.sandbox.limits import Limits
from grading.verdicts import CellVerdict, ExerciseState, NotebookResult


@dataclass(frozen=True)
class NotebookTask:
    """What a worker needs to grade one notebook of one student.

    Attributes:
        sheet, student, notebook: whose.
        data: the bytes of the file, or None where there is none.
        files: {relative path: bytes} of what lies beside the notebook.
        notes, flags: what was unusual about the folder, for the student and for the tutor.
        isolation, rerun, questions, limits: see `grading.class_run.GradingOptions`.
        key, received: for the record.
    """

    sheet: str
    student: str
    notebook: str
    data: bytes | None
    files: dict = field(default_factory=dict)
    notes: list = field(default_factory=list)
    flags: list = field(default_factory=list)
    isolation: str = "bubblewrap"
    rerun: bool = False
    questions: tuple | None = None
    limits: Limits = Limits()
    key: str = ""
    received: str = ""


@dataclass(frozen=True)
class GradedNotebook:
    """What a worker sends back.

    Attributes:
        record: the `Record`.
        view: the tutor's copy of the notebook, or None where there is none.
    """

    record: Record
    view: dict | None


def failed(task: NotebookTask, cause: object) -> GradedNotebook:
    """The result of a notebook that the grader could not grade: no points, and a tutor looks at it.

    Args:
        task: the `NotebookTask`.
        cause: what went wrong, for the tutor.

    Returns:
        A `GradedNotebook` without a tutor's copy.
    """
    notebook = sheet.load(task.sheet)[task.notebook]
    record = record_of(
        task,
        "failed",
        nothing(notebook, "not graded", task.questions),
        tasks={name: Question(True, points) for name, points in notebook.tasks.items()},
        notes=["This notebook could not be graded by the machine. Your tutor looks at it."],
        flags=[("not graded", str(cause)[:300])],
    )
    return GradedNotebook(record, None)


def nothing(notebook: sheet.Notebook, status: str, questions: tuple | None) -> NotebookResult:
    """The result of a notebook that is not there: every test scores zero, and an older score does not stay.

    Args:
        notebook: of the sheet.
        status: why it is not there.
        questions: ids of the exercises that were asked for, or None for all.

    Returns:
        The `NotebookResult`.
    """
    cells = {
        test.id: CellVerdict(0.0, test.points, status)
        for test in notebook.tests.values()
        if not questions or test.exercise in questions
    }
    return NotebookResult(cells, {test.exercise: ExerciseState(status) for test in notebook.tests.values()})


def record_of(task: NotebookTask, status: str, result: NotebookResult, **more) -> Record:
    """The record of one notebook, with how and by what it was graded.

    Args:
        task: the `NotebookTask`.
        status: "graded", "missing", "unreadable" or "failed".
        result: what came of its cells.
        **more: further fields of the `Record`.

    Returns:
        The `Record`.
    """
    ways = {
        **provenance.environment(),
        "isolation": task.isolation,
        "accounting": accounting.way(),
        "rerun": task.rerun,
    }
    runs = {name: replace(run, outputs=[]) for name, run in result.runs.items()}
    return Record(task.sheet, task.student, task.notebook, status, result.cells, result.exercises, runs=runs,
                  seconds=result.seconds, provenance=ways, key=task.key, received=task.received, **more)  # fmt: skip
