"""A class, from submissions to gradebook: what has to be graded, by whom it is done, and what is kept of it.

Everything that is kept is written by this one process.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field, replace

from grading import intake, lateness, notebook_task, pool, sheet
from grading.folders import Folders
from grading.notebook_task import GradedNotebook, NotebookTask
from grading.records import gradebook, provenance, record_files
from grading.records.record import Record
from grading.sandbox import isolation
from grading.sandbox.limits import Limits
from sheet_utils import runtime

# What is done with a task, as `pool` is told it: this process needs no judge, and so no torch.
WORK = "grading.notebook_run:grade_notebook"


@dataclass(frozen=True)
class GradingOptions:
    """How to grade.

    Attributes:
        workers: number of processes; one per core by default.
        isolation: "bubblewrap" or "none".
        rerun: whether training and picture cells are run, too.
        scheduler: address of a Dask cluster, or None for processes of this machine.
        students, questions: names, or None for all.
        force: whether notebooks are graded again that have a current record.
        limits: what a student's process may use.
        security: a `distributed.Security` with the certificates for `scheduler`.
    """

    workers: int = field(default_factory=runtime.core_count)
    isolation: str = "bubblewrap"
    rerun: bool = False
    scheduler: str | None = None
    students: tuple | None = None
    questions: tuple | None = None
    force: bool = False
    limits: Limits = Limits()
    security: object = None


@dataclass(frozen=True)
class PreviewRow:
    """What grading one cell again would change.

    Attributes:
        student, notebook, cell: whose, and which.
        before: its points so far, or None where it had none yet.
        after: its points when it is graded again.
    """

    student: str
    notebook: str
    cell: str
    before: float | None
    after: float

    @property
    def changed(self) -> bool:
        """Whether the points are others than before."""
        return self.before != self.after


@dataclass(frozen=True)
class Preview:
    """What grading one question again would change for a class.

    Attributes:
        rows: one `PreviewRow` per student and graded cell of the question, sorted.
        records: the new `Record` of every notebook in the rows.
    """

    rows: list
    records: list


Progress = Callable[[int, int, str, str, Record], None]


def grade(
    name: str, folders: Folders | None = None, options: GradingOptions | None = None, progress: Progress | None = None
) -> dict[str, dict[str, Record]]:
    """Grade all submissions of a sheet, and write records and gradebook.

    What has a current record is not graded again, so that a run that was stopped goes on.

    Args:
        name: of the sheet.
        folders: a `Folders`.
        options: a `GradingOptions`.
        progress: called with (done, total, student, notebook, record) after each notebook.

    Returns:
        The records of the submissions that are there: {student: {notebook: record}}.

    Raises:
        SheetError, IsolationError, FileNotFoundError: grading cannot begin; the text says why.
    """
    folders, options = folders or Folders(), options or GradingOptions()
    isolation.check(options.isolation)
    notebooks = sheet.load(name)
    submissions = intake.find(folders.submitted, name, notebooks, options.students)
    gradebook.register(folders, name)
    with gradebook.opened(folders) as book:
        current, waiting = _sorted_out(name, folders, book, notebooks, submissions, options)
        tasks = (_task(handed, name, notebook, options, key, received) for handed, notebook, key, received in waiting)
        for done, (task, graded) in enumerate(_work(tasks, options), start=1):
            record_files.save(folders, graded.record, graded.view)
            gradebook.enter(book, graded.record)
            current.setdefault(task.student, {})[task.notebook] = graded.record
            if progress:
                progress(done, len(waiting), task.student, task.notebook, graded.record)
    lateness.enter(folders, name)
    return {student: dict(sorted(current[student].items())) for student in sorted(current)}


def _sorted_out(name, folders, book, notebooks, submissions, options):
    """What has a current record, {student: {notebook: record}}; and what has to be graded, a list."""
    known = gradebook.scores(folders, name)
    current, waiting = {}, []
    for handed in submissions:
        received = record_files.received(folders, name, handed.student, handed.digest)
        stamp, secret = intake.receipt(handed)
        record_files.keep_receipt(folders, name, handed.student, stamp or received, secret)
        for notebook in notebooks:
            key = _key(handed, name, notebook, options)
            record = record_files.read_record(record_files.record_path(folders, name, handed.student, notebook))
            if record is None or record.key != key or options.force:
                waiting.append((handed, notebook, key, received))
                continue
            current.setdefault(handed.student, {})[notebook] = record
            if not gradebook.is_entered(known, record):
                gradebook.enter(book, record)
    return current, waiting


def preview(
    name: str,
    question: str,
    folders: Folders | None = None,
    options: GradingOptions | None = None,
    progress: Progress | None = None,
) -> Preview:
    """Grade one question again for everybody, and write nothing.

    Args:
        name, folders, options, progress: as in `grade`.
        question: the id of the exercise.

    Returns:
        The `Preview`, which `write_preview` takes.

    Raises:
        ValueError: no notebook of the sheet has that question.
    """
    folders, options = folders or Folders(), replace(options or GradingOptions(), questions=(question,))
    isolation.check(options.isolation)
    asking = [
        key
        for key, notebook in sheet.load(name).items()
        if any(test.exercise == question for test in notebook.tests.values())
    ]
    if not asking:
        raise ValueError(f"--question: {name} has no question {question!r}")
    submissions = intake.find(folders.submitted, name, sheet.load(name), options.students)
    tasks = (_task(handed, name, notebook, options) for handed in submissions for notebook in asking)
    rows, records = [], []
    for task, graded in _work(tasks, options):
        old = record_files.read_record(record_files.record_path(folders, name, task.student, task.notebook))
        for cell, verdict in graded.record.cells.items():
            before = old.cells[cell].points if old and cell in old.cells else None
            rows.append(PreviewRow(task.student, task.notebook, cell, before, verdict.points))
        records.append(graded.record)
        if progress:
            progress(len(records), len(submissions) * len(asking), task.student, task.notebook, graded.record)
    return Preview(sorted(rows, key=lambda row: (row.student, row.notebook, row.cell)), records)


def write_preview(name: str, previewed: Preview, folders: Folders | None = None) -> None:
    """Write what `preview` returned: the cells of the question, and nothing else of a record.

    Args:
        name: of the sheet.
        previewed: a `Preview` of it.
        folders: of the class.
    """
    folders = folders or Folders()
    gradebook.register(folders, name)
    with gradebook.opened(folders) as book:
        for new in previewed.records:
            record = record_files.read_record(record_files.record_path(folders, name, new.student, new.notebook))
            if record is None:
                continue
            tests = sheet.load(name)[new.notebook].tests
            asked = {tests[cell].exercise for cell in new.cells}
            record.cells |= new.cells
            record.exercises = {k: state for k, state in record.exercises.items() if k not in asked} | new.exercises
            record.provenance["regraded"] = new.provenance
            record_files.save(folders, record, record_files.read_copy(folders, name, new.student, new.notebook))
            gradebook.enter(book, record)


def _key(handed, name, notebook, options):
    """What a record depends on; while it is the same, so is the result."""
    parts = [handed.student, handed.digest, name, notebook, provenance.code_hash(), options.isolation, options.rerun,
             asdict(options.limits), {k: t.hash for k, t in sheet.load(name)[notebook].tests.items()}]  # fmt: skip
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:24]


def _task(handed, name, notebook, options, key="", received=""):
    data, flagged = None, list(handed.flags)
    if notebook in handed.notebooks:
        try:
            data = intake.read_inside(handed.folder, handed.notebooks[notebook])
        except OSError as error:
            flagged.append(("special file", str(error)))
    # First the files, since that may add a note.
    files = intake.read_beside(handed)
    notes = [note for note in handed.notes if not _is_about_another(note, notebook, name)]
    return NotebookTask(name, handed.student, notebook, data, files, notes, flagged, options.isolation, options.rerun,
                        options.questions, options.limits, key, received)  # fmt: skip


def _is_about_another(note, notebook, name):
    return any(other in note for other in sheet.load(name) if other != notebook) and notebook not in note


def _work(tasks: Iterable[NotebookTask], options: GradingOptions) -> Iterator[tuple[NotebookTask, GradedNotebook]]:
    """Have the tasks done, and check what comes back."""
    if options.scheduler:
        results = pool.on_cluster(WORK, tasks, options.scheduler, options.security)
    else:
        # One deadline for all that is done with a notebook: its run, what is run again, judging, flags, and its page.
        # The parts have bounds of their own that come before it; a file can be made to be slow to read.
        seconds = 3 * options.limits.notebook_seconds + options.limits.start_seconds
        results = pool.Pool(WORK, options.workers, seconds).run(tasks)
    begun = False
    for task, result in results:
        graded = _checked(task, result, begun)
        begun |= graded.record.status == "graded"
        yield task, graded


def _checked(task, result, begun=False):
    """A worker's result, or one that says that there is none; it may come from another machine.

    Raises:
        IsolationError: a sandbox did not start, and none has before: then no notebook can be graded here. Where others
            were graded (`begun`), it is the trouble of this notebook alone.
    """
    if isinstance(result, isolation.IsolationError) and not begun:
        raise result
    if isinstance(result, GradedNotebook):
        record = result.record
        wanted = {t.id: t.points for t in sheet.load(task.sheet)[task.notebook].tests.values()
                  if not task.questions or t.exercise in task.questions}  # fmt: skip
        points = {name: verdict.points for name, verdict in record.cells.items()}
        whose = (record.sheet, record.student, record.notebook, record.key, record.received)
        fits = whose == (task.sheet, task.student, task.notebook, task.key, task.received)
        if fits and points.keys() == wanted.keys() and all(points[name] in (0.0, wanted[name]) for name in wanted):
            return result
        result = RuntimeError("the result does not fit the sheet")
    return notebook_task.failed(task, result)
