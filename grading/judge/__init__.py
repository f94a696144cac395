"""The verdicts: the student's cells run in their process, the hidden tests in one of ours.

A graded cell is run in a child of this process, with stand-ins under the names it asks for. A stand-in sends its
arguments to the student's process and brings plain data back. So what a student patches, prints or forges is at
most a wrong answer, and neither tests nor expected values are where the student's code runs.
"""

import ast
import contextlib
import functools
import gc
import json
import math
import os
import resource
import select
import signal
from dataclasses import asdict, dataclass

import torch

from grading import sanitise
from grading.folders import ROOT
from grading.judge import flags
from grading.sandbox.isolation import GONE, Ended, Student, TooSlow
from sheet_utils.checks import diagnosis, exercise_file
from sheet_utils.submission import defined_names

HIDDEN_CHECKS = ROOT / "grading" / "hidden_checks"
# What a graded cell can come to. Only the first gives points.
RIGHT, WRONG, RAISED, SLOW, DEAD, NO_TIME, UNDEFINED, BLANK = (
    "right", "wrong", "raised an error", "too slow", "process ended", "no time left", "not defined", "not started",
)  # fmt: skip
CHANGES_MODEL = "the function changes the model that it is given"
MEMORY = 4_000_000_000
# How often one notebook's process is started again.
STARTS = 16
# The share of a notebook's time that cells of the student's own leave for the answers and their tests.
RESERVE = 0.25
# The longest answer of which a line is named.
LINES_TOLD = 64
# How many definitions of a cell that did not come to its end are run one by one.
DEFINITIONS = 200


class Answer(Exception):
    """The student's side raised, or sent something that is no plain data; it costs the points and nothing else."""

    def __init__(self, error):
        super().__init__("the function under test raised an error")
        self.error = error if isinstance(error, dict) else {}


@dataclass
class Verdict:
    """What one graded cell came to.

    Attributes:
        points, max: given and possible.
        outcome: one of the words above.
        note: for the tutor: the assertion's text, or what ended the process.
        error: type of the student's own exception, where one was raised.
        line: the line of the student's cell that it came from.
        seconds: by the clock of the student's process.
    """

    points: float
    max: float
    outcome: str
    note: str = ""
    error: str = ""
    line: int | None = None
    seconds: float = 0.0


class StandIn:
    """Takes the place of a student's function in a hidden test."""

    def __init__(self, student, name, deadline, given=None):
        self._student, self.__name__, self._deadline, self._given = student, name, deadline, given

    def __call__(self, *args, **keywords):
        if keywords:
            raise TypeError("a function under test is called with positional arguments")
        return self._call(args)[0]

    def overwritten(self, *args):
        """The places of the arguments that a call changes over there; here they stay as they are."""
        return self._call(args)[1]

    def _call(self, args):
        reply = self._ask("call", args=list(args))
        changed = reply.get("changed")
        changed = [k for k in changed if type(k) is int and 0 <= k < len(args)] if isinstance(changed, list) else []
        if any(isinstance(args[place], torch.nn.Module) for place in changed):
            # No answer does that.
            raise Answer({"travels": False, "text": CHANGES_MODEL})
        return reply.get("value"), changed

    def value_and_grads(self, *args, cotangent=None):
        """Evaluated on the student's side: the gradient that autograd gives there."""
        value, grads = self._ask("grads", args=list(args), cotangent=cotangent).get("value")
        return value, grads

    def beside(self, given):
        """The function beside canned ones, which are put in place over there."""
        return StandIn(self._student, self.__name__, self._deadline, given)

    def _ask(self, op, **args):
        left = self._deadline - self._student.clock()
        reply = self._student.ask(op, left, name=self.__name__, given=self._given, **args)
        if reply.get("error"):
            raise Answer(reply["error"])
        return reply


# --- One graded cell. -----------------------------------------------------------------------------


@functools.lru_cache
def _compiled(source, name):
    return compile(source, name, "exec")


def judge_cell(test, student, seconds):
    """Run one graded cell against a student's process.

    Args:
        test: a `grading.sheet.Test`.
        student: a `Student`.
        seconds: its time limit, by the student's clock.

    Returns:
        A `Verdict`.

    Raises:
        Ended: the student's process is gone; the verdict has to be found another way.
    """
    start = student.clock()
    # Imported here, before the fork, so that every cell finds them loaded.
    exec(_compiled(test.imports, "<imports>"), {})
    read, write = os.pipe()
    gc.freeze()
    child = os.fork()
    if child == 0:
        os.close(read)
        _in_child(test, student, start + seconds, write)
    os.close(write)
    student.helpers = (child,)
    said = _watched(child, read, student, start + seconds + 5)
    student.helpers = ()
    took = student.clock() - start
    if said is None:
        raise Ended("took too long and could not be interrupted")
    student.seen = said.pop("seen", student.seen)
    student.used += took
    if said["outcome"] == DEAD:
        raise Ended(student.why() if said["note"] == GONE else said["note"])
    points = test.points if said["outcome"] == RIGHT else 0.0
    return Verdict(points=points, max=test.points, seconds=round(took, 3), **said)


def _in_child(test, student, deadline, write):
    """Run the cell, write the verdict as JSON, end: nothing else of this process is reached."""
    said = {"outcome": DEAD, "note": "the judge's own process failed"}
    try:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        said = {**_verdict(test, student, deadline), "seen": student.seen}
    finally:
        with os.fdopen(write, "wb") as pipe:
            pipe.write(json.dumps(said).encode())
            pipe.flush()
            os._exit(0)


def _verdict(test, student, deadline):
    names = {name: StandIn(student, name, deadline) for name in test.names}
    try:
        torch.set_num_threads(1)
        scope = {"__name__": "__main__", **names}
        exec(_compiled(test.imports, "<imports>"), scope)
        scope.update(names)
        exec(_compiled(test.source, f"<{test.id}>"), scope)
    except AssertionError as error:
        return {"outcome": WRONG, "note": str(error)[:300]}
    except TooSlow:
        return {"outcome": SLOW, "note": "the time of this question was up"}
    except Ended as error:
        return {"outcome": DEAD, "note": error.cause}
    except Answer as error:
        return _raised(error.error)
    except MemoryError:
        return {"outcome": WRONG, "note": "the answer is too large"}
    except Exception as error:
        # What came back was of no use to the test: a list where a tensor should be, None, too few values.
        return {"outcome": WRONG, "note": f"{type(error).__name__}: {error}"[:300]}
    return {"outcome": RIGHT}


def _raised(error):
    kind, line = str(error.get("type", ""))[:80], error.get("line")
    line = line if type(line) is int else None
    if kind == "NotImplementedError":
        return {"outcome": BLANK, "line": line}
    if kind == "NameError" and line is None:
        return {"outcome": UNDEFINED, "note": str(error.get("text", ""))[:200]}
    if error.get("travels") is False:
        return {"outcome": WRONG, "note": str(error.get("text", ""))[:200]}
    return {"outcome": RAISED, "note": str(error.get("text", ""))[:200], "error": kind, "line": line}


def _watched(child, read, student, deadline):
    """The child's verdict; None where it did not end in time. The student's process is watched meanwhile."""
    data = bytearray()
    try:
        while student.clock() < deadline:
            ready, _, _ = select.select([read], [], [], 0.2)
            if ready:
                part = os.read(read, 1 << 16)
                if not part:
                    return json.loads(data)
                data += part
            else:
                student.check()
        return None
    except ValueError:
        return {"outcome": WRONG, "note": "the answer could not be judged"}
    finally:
        with contextlib.suppress(OSError):
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(read)


# --- One notebook. --------------------------------------------------------------------------------


def _plain(reply, outputs_too):
    """What a student's process says of a cell that it ran, of the types that it should be."""
    seconds, error, outputs = reply.get("seconds"), reply.get("error"), reply.get("outputs")
    if isinstance(error, dict):
        line = error.get("line")
        error = {"type": str(error.get("type", ""))[:80], "text": str(error.get("text", ""))[:200],
                 "line": line if type(line) is int else None}  # fmt: skip
    else:
        error = None
    outputs = [output for output in outputs if isinstance(output, dict)] if isinstance(outputs, list) else []
    outputs = sanitise.outputs(outputs)[0] if outputs_too else []
    seconds = seconds if type(seconds) is float and math.isfinite(seconds) else None
    return {"seconds": seconds, "error": error, "outputs": outputs}


class Run:
    """One notebook in one student's process, begun again where the process is lost."""

    def __init__(self, notebook, cells, files, limits, mode, rerun, only):
        self.notebook, self.cells, self.files = notebook, cells, files
        self.limits, self.mode, self.rerun, self.only = limits, mode, rerun, only
        self.verdicts, self.runs, self.seen = {}, {}, []
        # Places of cells that do not come to their end, and of those that may not even define anything.
        self.spoiled, self.deadly = set(), set()
        self.starts, self.student = 0, None
        self.spent, self.again = 0.0, 0.0

    def left(self):
        return self.limits.notebook_seconds - self.spent - (self.student.used if self.student else 0.0)

    def go(self):
        """Run all cells in order; fill `verdicts` and `runs`."""
        try:
            for place, cell in enumerate(self.cells):
                if cell.type != "code":
                    continue
                if cell.kind == "graded":
                    self._judge(place, cell)
                else:
                    self._run(place, cell)
            self._judge_again()
            return self._hints()
        finally:
            self._drop()

    def _is_left_out(self, place):
        """Whether a cell is not run: one that was never filled in does not undo what was written further up."""
        cell = self.cells[place]
        if cell.changed or cell.kind != "solution":
            return cell.kind == "shown" and not cell.changed and not self.rerun
        above = (c for c in self.cells[:place] if c.type == "code" and c.kind == "own")
        wanted = set(defined_names(cell.source))
        return bool(wanted) and wanted <= {name for c in above for name in defined_names(c.source)}

    def _only_defines(self, place):
        """Training and pictures are the student's own affair, and what hung or ended its process does so again."""
        return self.cells[place].kind == "shown" and not self.rerun or place in self.spoiled

    def _ready(self, place):
        """A process in which all cells before `place` have run that did not end one.

        Raises:
            Ended: it has been begun again too often, or ended while the cells ran again.
        """
        if self.student is None:
            self.starts += 1
            if self.starts > STARTS or self.again > self.limits.notebook_seconds:
                raise Ended("ended its process too often")
            self.student = Student(self.files, self.limits, self.mode)
            self.again += self.student.clock()
            for k in range(place):
                cell = self.cells[k]
                if cell.type == "code" and cell.kind != "graded" and not self._is_left_out(k):
                    self._run_again(k, min(self.limits.cell_seconds, self.limits.notebook_seconds - self.again))
            if self.again > self.limits.notebook_seconds:
                raise Ended("ended its process too often")
        return self.student

    def _run_again(self, place, seconds):
        """Run a cell in a new process. That is the grader's doing, so it is not taken off the student's time; it has a
        bound of its own, which holds for all cells that are run again together."""
        if seconds <= 0:
            raise Ended("ended its process too often")
        try:
            if self.cells[place].kind == "shown" or place in self.spoiled:
                self._define(self.student, place, seconds)
            else:
                with contextlib.suppress(TooSlow):
                    self._execute(self.student, place, seconds)
        finally:
            self.again += self.student.used
            self.student.used = 0.0

    def _drop(self):
        if self.student is not None:
            self.seen = sorted({*self.seen, *self.student.seen})
            self.spent += self.student.used
            self.student.close()
            self.student = None

    def _run(self, place, cell):
        if self._is_left_out(place):
            return
        reserve = RESERVE * self.limits.notebook_seconds if cell.kind in ("own", "shown") else 0.0
        if self.left() <= reserve and not self._only_defines(place):
            self.spoiled.add(place)
            self.runs[cell.id] = {"error": {"type": NO_TIME}}
        if self.left() <= 0:
            return
        try:
            student = self._ready(place)
            if self._only_defines(place):
                self._define(student, place, min(self.limits.cell_seconds, self.left()))
                return
            reply = self._execute(student, place, min(self.limits.cell_seconds, self.left() - reserve))
            self.runs[cell.id] = _plain(reply, self.rerun)
        except TooSlow:
            # The process lives, and so does what the cell defined before it hung; it is not run again.
            self.spoiled.add(place)
            self.runs[cell.id] = {"error": {"type": SLOW, "text": "took too long and was interrupted"}}
        except Ended as error:
            self.spoiled.add(place)
            self.runs[cell.id] = {"error": {"type": DEAD, "text": error.cause}}
            self._drop()

    def _execute(self, student, place, seconds):
        """Run a cell; where it stops, what it defines further down is there all the same: a package that is missing
        here, or a line that asks for a file, costs no answer."""
        cell = self.cells[place]
        try:
            reply = student.ask("run", seconds, source=cell.source)
            error = reply.get("error")
            if error and cell.kind == "setup" and cell.changed:
                student.ask("run", seconds, source=self.notebook.sources[cell.id])
        except TooSlow:
            student.sweep()
            self._define(student, place, seconds)
            raise
        student.sweep()
        if error and cell.changed:
            line = error.get("line") if isinstance(error, dict) else None
            self._define(student, place, seconds, below=line if type(line) is int else 0)
        return reply

    def _define(self, student, place, seconds, below=0):
        """Run the definitions of a cell, each by itself.

        Raises:
            Ended: the process ended even so; that cell is not touched again.
        """
        if place in self.deadly:
            return
        deadline = student.clock() + seconds
        try:
            with contextlib.suppress(TooSlow):
                for source in definitions(self.cells[place].source, below)[:DEFINITIONS]:
                    student.ask("run", deadline - student.clock(), source=source)
            student.sweep()
        except Ended:
            self.deadly.add(place)
            raise

    def _judge(self, place, cell):
        test = self.notebook.tests[cell.id]
        if self.only and test.exercise not in self.only:
            return
        if self.left() <= 0:
            self.verdicts[cell.id] = Verdict(0.0, test.points, NO_TIME, "the time of this notebook was used up")
            return
        try:
            student = self._ready(place)
            verdict = judge_cell(test, student, min(self._seconds(test), self.left()))
            if student.strays():
                # They would take the time of the next question, and what they have become nobody knows.
                self._drop()
        except Ended as error:
            self._drop()
            outcome = SLOW if "too long" in error.cause else DEAD
            verdict = Verdict(0.0, test.points, outcome, error.cause)
        verdict = self._with_cause(test, verdict)
        # A line that the cell has not got was made up: it would tell the student something of the test. Of a long cell
        # none is told, since which of many it is could say much.
        if verdict.line is not None and not 0 < verdict.line <= self._lines(test.exercise) <= LINES_TOLD:
            verdict.line = None
        self.verdicts[cell.id] = verdict

    def _judge_again(self):
        """Judge what was not there in its place once more at the end: what it needs may stand further down."""
        for place, cell in enumerate(self.cells):
            before = self.verdicts.get(cell.id)
            if before is None or not self._may_stand_below(place, before):
                continue
            self._judge(len(self.cells), cell)
            if self.verdicts[cell.id].points <= before.points:
                self.verdicts[cell.id] = before

    def _may_stand_below(self, place, verdict):
        kinds = ("own",) if verdict.outcome == BLANK else ("own", "solution")
        missing = verdict.outcome in (BLANK, UNDEFINED) or verdict.error == "NameError"
        return missing and any(c.type == "code" and c.kind in kinds and c.changed and definitions(c.source)
                               for c in self.cells[place + 1 :])  # fmt: skip

    def _lines(self, exercise):
        return max((len(cell.source.splitlines()) for cell in self.cells if cell.id == exercise), default=0)

    def _with_cause(self, test, verdict):
        """Where a function is not there because its own cell hung or died, that is what the record says."""
        error = (self.runs.get(test.exercise) or {}).get("error") or {}
        if verdict.outcome == UNDEFINED and error.get("type") in (SLOW, DEAD, NO_TIME):
            verdict.outcome, verdict.note = error["type"], str(error.get("text", ""))[:200]
        elif verdict.outcome == UNDEFINED:
            verdict.error, verdict.line = error.get("type", ""), error.get("line")
        return verdict

    def _seconds(self, test):
        """The time for one graded cell: little where the same exercise has hung before, so that others get theirs."""
        hung = any(
            self.verdicts[name].outcome in (SLOW, DEAD)
            for name, other in self.notebook.tests.items()
            if name in self.verdicts and other.exercise == test.exercise
        )
        return self.limits.question_seconds / 5 if hung else self.limits.question_seconds

    def _hints(self):
        """For every exercise that lost points: the state of the work, and the mistake if it is a known one."""
        found = {}
        for test in self.notebook.tests.values():
            verdict = self.verdicts.get(test.id)
            if verdict is None or verdict.points == verdict.max or test.exercise in found:
                continue
            if verdict.outcome in (DEAD, SLOW, NO_TIME, UNDEFINED, BLANK):
                found.setdefault(test.exercise, {"state": verdict.outcome, "misconception": None})
                continue
            if self.left() > 0:
                found[test.exercise] = self._hint(test)
        return found

    def _hint(self, test):
        path = HIDDEN_CHECKS / f"{test.exercise}.npz"
        if not path.exists():
            return {"state": WRONG, "misconception": None}
        exercise = exercise_file.unpack(path.read_bytes())
        seconds = min(self.limits.question_seconds, self.left())
        used = self.student.used if self.student else 0.0

        def call(probe):
            name, student = exercise["functions"][probe["function"]], self._ready(len(self.cells))
            reply = student.ask("probe", seconds + used - student.used, name=name, probe=probe)
            if reply.get("error") or not isinstance(reply.get("value"), dict):
                raise Answer(reply.get("error"))
            return reply["value"]

        try:
            verdict = diagnosis.diagnose(exercise, call)
        except TooSlow:
            return {"state": SLOW, "misconception": None}
        except Ended:
            self._drop()
            return {"state": DEAD, "misconception": None}
        except Exception:
            # What the probes brought back makes no sense: an honest "not recognised".
            return {"state": WRONG, "misconception": None}
        named = {entry["id"]: entry for entry in exercise["answers"]}.get(verdict.misconception, {})
        return {"state": verdict.state, "misconception": verdict.misconception,
                "line": named.get("line", ""), "hint": named.get("hint", "")}  # fmt: skip


def definitions(source, below=0):
    """The imports, functions, classes and constants of a cell: what others may need of one that is not run.

    Args:
        source: the cell's text.
        below: the line below which they are looked for.

    Returns:
        A list of texts, each with its definition in the line where it stands in the cell.
    """
    source = flags.without_magics(source)
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []
    found, lines = [], source.split("\n")
    for node in tree.body:
        first = min([node.lineno, *(decorator.lineno for decorator in getattr(node, "decorator_list", ()))])
        if _defines(node) and first > below:
            whole = "\n".join(lines[first - 1 : node.end_lineno])
            text = whole if hasattr(node, "body") else ast.get_source_segment(source, node)
            # Comments above it: IPython takes empty lines away.
            found.append("#\n" * (first - 1) + text)
    return found


def _defines(node):
    if isinstance(node, (ast.Assign, ast.AnnAssign)):
        return isinstance(node.value, ast.Lambda) or _is_literal(node.value)
    return isinstance(node, (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))


def _is_literal(node):
    try:
        ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return False
    return True


def judge(notebook, submission, files, limits, mode="bubblewrap", rerun=False, only=None):
    """Grade one notebook.

    Args:
        notebook: a `grading.sheet.Notebook`.
        submission: a `sheet_utils.submission.Submission`.
        files: dict of relative path to bytes, what lies beside the notebook.
        limits: a `Limits`.
        mode: how the student's process is isolated.
        rerun: whether training and picture cells are run, too.
        only: ids of exercises, or None for all.

    Returns:
        A dict of
            cells: graded cell's id to its verdict, as a dict;
            exercises: exercise's id to state, misconception, line and hint, where points were lost;
            runs: id of every other cell that was run to its seconds, error and outputs;
            seen: what the student's code did that an answer has no need of.

    Raises:
        IsolationError: the sandbox could not be started.
    """
    run = Run(notebook, submission.cells, files, limits, mode, rerun, only)
    exercises = run.go()
    return {
        "cells": {name: asdict(verdict) for name, verdict in run.verdicts.items()},
        "exercises": exercises,
        "runs": run.runs,
        "seen": run.seen,
        "seconds": round(run.spent, 2),
    }
