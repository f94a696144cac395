"""One notebook graded: its file repaired, its cells judged, a record made. Plain data in and out, for many workers.

Many processes import this, so it imports nothing of the gradebook or of nbgrader.
"""

import re
from dataclasses import asdict

from grading import bounded, sheet
from grading.judge import flags, judge
from grading.notebook_task import GradedNotebook, NotebookTask, nothing, record_of
from grading.pages import tutor_copy
from grading.records.record import Question, finite
from grading.sandbox.library import library
from grading.verdicts import CHANGES_MODEL
from sheet_utils import submission, variant
from sheet_utils.checks import diagnosis

# Seconds of processor time that our own reading of a notebook may take: its flags, its page.
SECONDS, PATIENCE = 30, 5
NO_PAGE = "what this notebook shows takes too long to make harmless: it is not shown"
UNSEARCHED = [("code that could not be searched", "it takes too long, or cannot be parsed")]


def prepare() -> None:
    """Make what all workers of a run share: the library as students' processes see it."""
    library()


def grade_notebook(task: NotebookTask) -> GradedNotebook:
    """Grade one notebook.

    Args:
        task: a `NotebookTask`.

    Returns:
        The `GradedNotebook`; where the file is missing or unreadable, its record says so and holds no points.

    Raises:
        IsolationError: the sandbox could not be started.
    """
    notebook = sheet.load(task.sheet)[task.notebook]
    status, cells, notes = _read(task.data)
    # An unreadable notebook is an empty one: every cell is put back, and every question scores nothing.
    repaired = submission.repair(cells, notebook.manifest, notebook.sources)
    if status == "graded":
        with variant.of(task.student):
            result = judge(notebook, repaired, task.files, task.limits, task.isolation, task.rerun, task.questions)
        flagged, notes = [*task.flags, *_flags(notebook, repaired, task.files, result)], [*notes, *repaired.notes]
        view = _in_time(lambda: tutor_copy.make(notebook, repaired, result, task.rerun), None)
        if view is None:
            flagged = [*flagged, ("no page", NO_PAGE)]
    else:
        result, flagged = nothing(notebook, status, task.questions), task.flags
        # It holds the sheet's own cells alone, which need no child of this process to be made harmless in.
        view = tutor_copy.make(notebook, repaired, result, task.rerun)
    record = record_of(
        task,
        status,
        result,
        tasks=_tasks(notebook, repaired),
        written={cell.id: cell.changed for cell in repaired.cells if cell.kind == "solution"},
        notes=[*task.notes, *notes],
        flags=flags.bounded(flagged),
    )
    tests = {test.id: test.hash for test in notebook.tests.values()}
    record.provenance |= {"tests": tests, "seed": 0, "limits": asdict(task.limits)}
    return GradedNotebook(record, finite(view))


def _read(data):
    """(status, cells, notes): what is in a file."""
    if data is None:
        return "missing", [], []
    try:
        return "graded", *submission.read(data)
    except submission.Unreadable as error:
        return "unreadable", [], [str(error)]
    except MemoryError:
        return "unreadable", [], ["The file needs more memory to be read than a notebook may."]


def _flags(notebook, repaired, files, result):
    """What a tutor should look at: what was noticed while the notebook was judged, repaired, searched and run."""
    yield from (("changes the model", name) for name, verdict in result.cells.items() if verdict.note == CHANGES_MODEL)
    yield from (("the check says right, a test does not", name) for name, exercise in result.exercises.items()
                if exercise.state == diagnosis.RIGHT)  # fmt: skip
    yield from (("all tests are passed, the check is not", name) for name in result.doubted)
    yield from repaired.flags
    code = [(c.id, c.source) for c in repaired.cells if c.type == "code" and c.changed and c.kind != "graded"]
    code += [(name, data[: submission.SOURCE].decode("utf-8", "replace"))
             for name, data in files.items() if name.endswith(".py")]  # fmt: skip
    # They are a hint for the tutor: what cannot be searched costs nobody a point.
    yield from _in_time(lambda: flags.of_code(code, notebook.lines), UNSEARCHED)
    yield from flags.of_seen(result.seen)


def _in_time(work, otherwise):
    """What `work` returns, or `otherwise` where it takes too long, dies or raises."""
    try:
        return bounded.run(work, seconds=SECONDS, patience=PATIENCE)
    except bounded.Exceeded:
        return otherwise


def _tasks(notebook, repaired):
    """For every question whether there is something to read: in its own cell, or in one that the student added."""
    cells = repaired.cells
    # Text that stands anywhere else may be the answer to any of them: a tutor looks.
    elsewhere = any(cell.type == "markdown" and cell.changed and cell.source.strip()
                    and notebook.may_answer(cell.id, cell.kind) for cell in cells)  # fmt: skip
    named = [(cell.id, cell.kind) for cell in cells]
    return {
        question: Question(
            elsewhere or any(_holds_words(cells[k]) for k in notebook.answer_cells(question, named)), points
        )
        for question, points in notebook.tasks.items()
    }


def _holds_words(cell):
    # Some write their answer as comments of a cell of their own, or print it.
    mute = cell.kind == "own" and cell.type == "code" and not re.search("[#\"']", cell.source)
    return cell.changed and not mute and bool(cell.source.replace("*Your answer:* …", "").strip())
