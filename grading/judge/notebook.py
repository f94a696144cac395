"""The cells of one notebook in order: run, judged, and judged once more where that may help."""

import math
from collections.abc import Collection
from functools import partial

from grading import sanitise, verdicts
from grading.judge.budget import Budget
from grading.judge.graded_cell import judge_cell
from grading.judge.hints import hint
from grading.judge.session import Session
from grading.sandbox.limits import Limits
from grading.sandbox.student import Ended, Student, TooSlow
from grading.sheet import Notebook
from grading.verdicts import CellRun, CellVerdict, ExerciseState, NotebookResult
from sheet_utils.checks import diagnosis
from sheet_utils.protocol import TEXT, StudentError
from sheet_utils.submission import Submission
from sheet_utils.submission.cell_policy import Action, decide
from sheet_utils.submission.definitions import definitions

#: How often a notebook is judged where the grader, and no student, may have been what ended something in it.
RUNS = 2
#: The longest answer of which a line is named.
NAMED_LINES = 64


def judge(
    notebook: Notebook,
    submission: Submission,
    files: dict[str, bytes],
    limits: Limits,
    mode: str = "bubblewrap",
    rerun: bool = False,
    only: Collection[str] | None = None,
) -> NotebookResult:
    """Grade one notebook; where a busy machine or the grader's own processes may have cost it something, twice.

    The better result counts.

    Args:
        notebook: a `grading.sheet.Notebook`.
        submission: a `sheet_utils.submission.Submission`.
        files: relative path to bytes, what lies beside the notebook.
        limits: a `Limits`.
        mode: how the student's process is isolated.
        rerun: whether training and picture cells are run, too.
        only: ids of exercises, or None for all.

    Returns:
        The `NotebookResult`.

    Raises:
        IsolationError: the sandbox could not be started.
    """
    start = partial(Student, files, limits, mode)
    best = None
    for _ in range(RUNS):
        judge = NotebookJudge(notebook, submission.cells, start, limits, rerun, only)
        result = judge.judge()
        if best is None or result.points > best.points:
            best = result
        if not (judge.session.cut_off or judge.budget.is_starved and result.may_have_lacked_time):
            break
    return best


class NotebookJudge:
    """Takes the cells of one notebook in order, and decides about every graded one.

    Args:
        notebook, limits, rerun, only: as in `judge`.
        cells: the repaired notebook's, in order.
        start: starts a student's process.
    """

    def __init__(self, notebook, cells, start, limits, rerun=False, only=None):
        self.notebook, self.cells, self.rerun = notebook, cells, rerun
        self.asked = [test.id for test in notebook.tests.values() if not only or test.exercise in only]
        self.budget = Budget(limits)
        self.session = Session(start, cells, notebook.sources, self.budget, rerun)
        self.verdicts, self.runs = {}, {}

    def judge(self) -> NotebookResult:
        """Run and judge all cells; the session is closed at the end."""
        try:
            for position in range(len(self.cells)):
                self._take(position)
            self._judge_again()
            exercises, doubted = self._exercises(), self._doubted()
        finally:
            self.session.close()
        return NotebookResult(self.verdicts, exercises, self.runs, self.session.seen, doubted,
                              round(self.budget.spent, 2))  # fmt: skip

    def _take(self, position):
        """Do with one cell what the policy says."""
        cell, budget = self.cells[position], self.budget
        reserve = budget.reserve(cell.kind)
        policy = decide(self.cells, position, spoiled=self.session.spoiled, left=budget.left, reserve=reserve,
                        rerun=self.rerun, asked=self.asked)  # fmt: skip
        if cell.kind == "graded":
            if policy.action is Action.JUDGE or policy.late:
                self._judge(position, cell)
            return
        if policy.late:
            self._stopped(position, verdicts.NO_TIME)
        try:
            if policy.action is Action.DEFINE:
                self.session.define(position, budget.for_cell())
            elif policy.action is Action.RUN:
                reply = self.session.run(position, budget.for_cell(reserve))
                self.runs[cell.id] = _run_of(reply, self.rerun)
        except TooSlow:
            # The process lives, and so does what the cell defined before it hung; it is not run again.
            self._stopped(position, verdicts.SLOW, "took too long and was interrupted")
        except Ended as error:
            self._stopped(position, verdicts.DEAD, error.cause)
            self.session.close()

    def _stopped(self, position, outcome, text=""):
        self.session.spoiled.add(position)
        self.runs[self.cells[position].id] = CellRun(error=StudentError(outcome, text))

    def _judge(self, position, cell):
        """Judge one graded cell in a process in which all cells before `position` have run."""
        test = self.notebook.tests[cell.id]
        if self.budget.left <= 0:
            note = "the time of this notebook was used up"
            self.verdicts[cell.id] = CellVerdict(0.0, test.points, verdicts.NO_TIME, note)
            return
        try:
            process = self.session.ready(position)
            verdict = judge_cell(test, process, self.budget.for_question(self._has_hung(test.exercise)))
            if process.strays():
                # They would take the time of the next question, and what they have become nobody knows.
                self.session.close()
        except Ended as error:
            self.session.close()
            outcome = verdicts.SLOW if "too long" in error.cause else verdicts.DEAD
            verdict = CellVerdict(0.0, test.points, outcome, error.cause)
        self._explain(test, verdict)
        # A line that the cell has not got was made up: it would tell the student something of the test. Of a long cell
        # none is named, since which of many it is could say much.
        if verdict.line is not None and not 0 < verdict.line <= self._lines(test.exercise) <= NAMED_LINES:
            verdict.line = None
        self.verdicts[cell.id] = verdict

    def _judge_again(self):
        """Judge what was not there in its place once more at the end: what it needs may stand further down."""
        for position, cell in enumerate(self.cells):
            before = self.verdicts.get(cell.id)
            if before is None or not self._may_stand_below(position, before):
                continue
            self._judge(len(self.cells), cell)
            if self.verdicts[cell.id].points <= before.points:
                self.verdicts[cell.id] = before

    def _may_stand_below(self, position, verdict):
        kinds = ("own",) if verdict.outcome == verdicts.BLANK else ("own", "solution")
        missing = verdict.outcome in (verdicts.BLANK, verdicts.UNDEFINED) or verdict.error == "NameError"
        return missing and any(c.type == "code" and c.kind in kinds and c.changed and definitions(c.source)
                               for c in self.cells[position + 1 :])  # fmt: skip

    def _lines(self, exercise):
        return max((len(cell.source.splitlines()) for cell in self.cells if cell.id == exercise), default=0)

    def _explain(self, test, verdict):
        """Where a function is not there because its own cell stopped, say so in the verdict."""
        run = self.runs.get(test.exercise, CellRun())
        if verdict.outcome != verdicts.UNDEFINED:
            return
        if run.was_stopped:
            verdict.outcome, verdict.note = run.error.type, run.error.text[:TEXT]
        elif run.error:
            verdict.error, verdict.line = run.error.type, run.error.line

    def _has_hung(self, exercise):
        """Whether a graded cell of the same exercise has hung, or ended the process."""
        return any(
            verdict.outcome in (verdicts.SLOW, verdicts.DEAD) and self.notebook.tests[name].exercise == exercise
            for name, verdict in self.verdicts.items()
        )

    def _exercises(self):
        """For every exercise that lost points: the state of the work, and the mistake if it is a known one."""
        states = {}
        for name in self.notebook.tests:
            verdict, exercise = self.verdicts.get(name), self.notebook.tests[name].exercise
            if verdict is None or verdict.points == verdict.max or exercise in states:
                continue
            if verdict.outcome in (*verdicts.STOPPED, verdicts.UNDEFINED, verdicts.BLANK):
                states[exercise] = ExerciseState(verdict.outcome)
            elif self.budget.left > 0:
                states[exercise] = self._hint(exercise)
        return states

    def _doubted(self):
        """The exercises with all points that the check does not call right: somebody should compare the two."""
        lost = {self.notebook.tests[name].exercise for name, verdict in self.verdicts.items()
                if verdict.points < verdict.max}  # fmt: skip
        full = dict.fromkeys(self.notebook.tests[name].exercise for name in self.verdicts)
        return [exercise for exercise in full if exercise not in lost and self.budget.left > 0
                and self._hint(exercise).state in (diagnosis.NOT_YET, diagnosis.NOT_STARTED)]  # fmt: skip

    def _hint(self, exercise):
        return hint(exercise, self.session, len(self.cells), self.budget)


def _run_of(reply, outputs_too):
    """What a student's process says of a cell that it ran, of the types that it should be."""
    seconds, outputs = reply.get("seconds"), reply.get("outputs")
    outputs = [output for output in outputs if isinstance(output, dict)] if isinstance(outputs, list) else []
    return CellRun(
        seconds=seconds if type(seconds) is float and math.isfinite(seconds) else None,
        error=StudentError.read(reply.get("error")),
        outputs=sanitise.outputs(outputs)[0] if outputs_too else [],
    )
