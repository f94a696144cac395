"""What the grader will do with a notebook's cells, done here: the same cells in the same order, the same limits.

Afterwards the functions of the sheet are looked for in the process and called on the inputs of the visible checks, as
the grader calls them. So a name that only a cell defines which the grader leaves out, is missing here as well.
"""

import contextlib
import os
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import sheet_utils
from sheet_utils.protocol import Asked, StudentError
from sheet_utils.submission import Cell, defined_names
from sheet_utils.submission.cell_policy import Action, decide, replay
from sheet_utils.submission.definitions import definitions

#: Seconds that the grader allows for one notebook, and for one cell of it.
SECONDS, CELL_SECONDS = 120, 30
#: Seconds until a process has to have begun, and how often one is begun.
START_SECONDS, STARTS = 60, 5
#: How many definitions of a cell that did not come to its end are run one by one.
DEFINITIONS = 200
SWITCHES = "from sheet_utils.modes import Modes as _modes; print('\\n'.join(_modes.now().changed()), end='')"


class Ended(Exception):
    """The process that runs the cells is gone, or was stopped since it took too long."""


@dataclass
class Rehearsed:
    """What came of it.

    Attributes:
        seconds: that the cells took; None where the notebook's time was used up.
        errors: (cell, text) for each cell that stopped.
        answers: {id of a solution cell: text}, what hinders its points; "" where its function is there and can be
            called.
        states: {id of a solution cell: what its check says here}.
        switches: switches of the whole process that a cell has turned, as the lines that turn them.
    """

    seconds: float | None = 0.0
    errors: list = field(default_factory=list)
    answers: dict = field(default_factory=dict)
    states: dict = field(default_factory=dict)
    switches: list = field(default_factory=list)


def rehearse(cells: Sequence[Cell], manifest: dict, folder: Path, limit: float = SECONDS) -> Rehearsed:
    """Run the cells of a repaired notebook that the grader would run, and call the functions it would call.

    Args:
        cells: from a `sheet_utils.submission.Submission`.
        manifest: of the notebook.
        folder: where they run.
        limit: seconds for the notebook.

    Returns:
        A `Rehearsed`; its `seconds` are None where the time was up before the end.
    """
    stage = _Stage(cells, Path(folder), limit)
    try:
        for position in range(len(cells)):
            stage.take(position)
        for known in manifest["cells"]:
            cell = next((cell for cell in cells if cell.id == known["id"]), None)
            if known["kind"] == "solution" and cell is not None and cell.changed:
                stage.look_for(known, cell)
        stage.look_at_switches()
    finally:
        stage.close()
    if stage.left() <= 0:
        stage.rehearsed.seconds = None
    return stage.rehearsed


class _Stage:
    """One process after the other in which the cells run; a cell that ends one is only asked for definitions next."""

    def __init__(self, cells, folder, limit):
        self.cells, self.folder, self.limit = cells, folder, limit
        self.process, self.starts, self.numbers, self.spoiled, self.deadly = None, 0, 0, set(), set()
        self.position, self.rehearsed = 0, Rehearsed()

    def left(self):
        return self.limit - self.rehearsed.seconds

    def take(self, position):
        """Do with one cell what the grader does."""
        self.position = position
        action = decide(self.cells, position, spoiled=self.spoiled, left=self.left(), asked=()).action
        try:
            if action in (Action.RUN, Action.DEFINE):
                self.ready(position)
                self._do(position, action, tell=True)
        except Ended as error:
            self.rehearsed.errors.append((self.cells[position], str(error)))
            self.close()
            # The second time not even what it defines is asked for.
            (self.deadly if position in self.spoiled else self.spoiled).add(position)

    def ready(self, position):
        """A process in which the cells before `position` have run."""
        if self.process is not None:
            return
        if self.starts >= STARTS:
            raise Ended("cannot be run: the process was ended too often")
        self.starts += 1
        self._start()
        for earlier in range(position):
            self._do(earlier, replay(self.cells, earlier, spoiled=self.spoiled))

    def _do(self, position, action, tell=False):
        cell = self.cells[position]
        if position in self.deadly or action not in (Action.RUN, Action.DEFINE):
            return
        if action is Action.DEFINE:
            for source in definitions(cell.source)[:DEFINITIONS]:
                self.ask("run", source=source)
            return
        error = StudentError.read(self.ask("run", source=cell.source).get("error"))
        if error is None:
            return
        if tell:
            self.rehearsed.errors.append((cell, f"stops with {error.type}: {error.text}"))
        if cell.changed:
            for source in definitions(cell.source, below=error.line or 0)[:DEFINITIONS]:
                self.ask("run", source=source)

    def look_for(self, known, cell):
        """Whether the functions of an exercise are there, and whether they can be called."""
        name = known["id"]
        try:
            self.ready(len(self.cells))
            missing = [function for function in known["names"] if self._is_missing(function)]
            if missing:
                self.rehearsed.answers[name] = self._why_missing(missing, cell)
                return
            self.rehearsed.answers[name] = self._called(name)
        except Ended as error:
            self.close()
            self.rehearsed.answers[name] = str(error)

    def _is_missing(self, function):
        error = StudentError.read(self.ask("get", name=function).get("error"))
        return error is not None and error.travels and error.type == "NameError"

    def _why_missing(self, missing, cell):
        text = f"{' and '.join(f'`{name}`' for name in missing)} is not there after your cells have run"
        stopped = next((why for other, why in self.rehearsed.errors if other is cell), None)
        first = next((line.strip() for line in cell.source.splitlines() if line.strip()), "")
        others = [name for name in defined_names(cell.source) if name not in missing]
        if first.startswith("%%"):
            return f"{text}: a cell that begins with {first.split()[0]} keeps to itself what it defines"
        if stopped:
            return f"{text}: its cell {stopped}"
        if others:
            return f"{text}: its cell defines `{others[0]}`. Graded cells ask for the name that was given"
        return text

    def _called(self, name):
        """Why an exercise's functions cannot be called, or ""."""
        from sheet_utils import checks
        from sheet_utils.checks import diagnosis
        from sheet_utils.checks.exercise import Outcome

        try:
            exercise = checks.load(name)
        except ValueError:
            return ""
        asked, raised = Asked(lambda op, **args: self.ask(op, **args)), []

        def answer(probe):
            reply = asked.probe(exercise.functions[probe.function], vars(probe))
            fields = reply.get("value")
            if not isinstance(fields, dict):
                error = StudentError.read(reply.get("error")) or StudentError("no answer")
                raised.append(f"{error.type}: {error.text}")
                return Outcome(raised={"type": error.type, "text": error.text, "line": None, "source": ""})
            outcome = Outcome(**fields)
            if outcome.raised and outcome.blank is None:
                raised.append(f"{outcome.raised['type']}: {outcome.raised['text']}")
            return outcome

        # What comes back may be anything: then the check has no opinion.
        with contextlib.suppress(ArithmeticError, LookupError, TypeError, ValueError):
            self.rehearsed.states[name] = diagnosis.diagnose(exercise, answer).state
        if not raised:
            return ""
        function = " or ".join(f"`{name}`" for name in exercise.functions)
        return f"{function}, called as the grader calls it, stops with {raised[0]}"

    def look_at_switches(self):
        with contextlib.suppress(Ended):
            self.ready(len(self.cells))
            outputs = self.ask("run", source=SWITCHES).get("outputs") or []
            text = "".join(str(output.get("text", "")) for output in outputs if output.get("name") == "stdout")
            self.rehearsed.switches = text.splitlines()

    # --- The process. ---------------------------------------------------------------------------------

    def _start(self):
        # Nothing that lies beside the notebook is imported in a library's place, and this very library is found.
        here = str(Path(sheet_utils.__file__).parent.parent)
        path = os.pathsep.join([here, *filter(None, [os.environ.get("PYTHONPATH")])])
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-m", "sheet_utils.submission.cellrun"], cwd=self.folder,
            env={**os.environ, "PYTHONPATH": path}, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # fmt: skip
        # Here, and the checks below: this process imports torch while the one that it has just started does the same.
        from sheet_utils.submission.cellrun import Pipe

        self.pipe = Pipe(self.process.stdout, self.process.stdin)
        with self._stopped_after(START_SECONDS):
            if self.pipe.receive() is None:
                raise Ended("cannot be run: Python does not start with the course's packages")

    def ask(self, op, **args):
        """Send one request and return the reply.

        Raises:
            Ended: the process ended, or took too long.
        """
        self.numbers += 1
        start, seconds = time.monotonic(), min(CELL_SECONDS, max(self.left(), 0.1))
        try:
            with self._stopped_after(seconds):
                self.pipe.send({"id": self.numbers, "op": op, "args": args})
                reply = self.pipe.answer(self.numbers)
        except OSError:
            reply = None
        took = time.monotonic() - start
        self.rehearsed.seconds += took
        if reply is None:
            raise Ended(f"takes more than {seconds:.0f} s, and the grader stops it" if took >= seconds
                        else "ends its process")  # fmt: skip
        return reply

    @contextlib.contextmanager
    def _stopped_after(self, seconds):
        watch = threading.Timer(seconds, self.process.kill)
        watch.start()
        try:
            yield
        finally:
            watch.cancel()

    def close(self):
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process.stdin.close()
            self.process.stdout.close()
            self.process = None
