"""One process in which a notebook's cells are run, begun anew where it is lost."""

import contextlib
from collections.abc import Callable, Sequence
from functools import partial

from grading.judge.budget import Budget
from grading.sandbox.student import Ended, Student, TooSlow
from sheet_utils.protocol import Asked, StudentError
from sheet_utils.submission import Cell
from sheet_utils.submission.cell_policy import Action, replay
from sheet_utils.submission.definitions import definitions

#: How often one notebook's process is started.
STARTS = 16
#: How many definitions of a cell that did not come to its end are run one by one.
DEFINITIONS = 200


class Session:
    """The student's process of one notebook, and what is known of the cells that were run in it.

    Args:
        start: starts a process; see `grading.sandbox.student.Student`.
        cells: all cells of the repaired notebook, in order.
        sources: {id: text} of the sheet's own cells.
        budget: counts the process's time.
        rerun: whether cells that train or draw are run as well.

    Attributes:
        spoiled: positions of cells that did not come to their end, and are not run again.
        deadly: positions of cells that may not even define anything.
        seen: what the student's code did that no answer needs; complete once the session is closed.
        cut_off: whether a process ended for a reason that lies with the grader; complete once the session is closed.
    """

    def __init__(self, start: Callable, cells: Sequence[Cell], sources: dict, budget: Budget, rerun: bool = False):
        self._start, self._cells, self._sources, self._budget, self._rerun = start, cells, sources, budget, rerun
        self.spoiled, self.deadly, self.seen, self.cut_off = set(), set(), [], False
        self._starts, self._process = 0, None

    def ready(self, position: int) -> Student:
        """A process in which all cells before a position have run, as far as they do not end it.

        Args:
            position: the number of those cells.

        Returns:
            The process, a `Student`.

        Raises:
            Ended: it has been begun again too often, or ended while the earlier cells ran again.
        """
        if self._process is None:
            self._starts += 1
            if self._starts > STARTS or self._budget.is_replayed_out:
                raise Ended("ended its process too often")
            self._process = self._start()
            self._budget.watch(self._process)
            for earlier in range(position):
                action = replay(self._cells, earlier, spoiled=self.spoiled, rerun=self._rerun)
                if action in (Action.DEFINE, Action.RUN):
                    self._run_again(earlier, action)
            if self._budget.is_replayed_out:
                raise Ended("ended its process too often")
        return self._process

    def _run_again(self, position, action):
        """Run a cell in a new process; all cells that are run again share one bound."""
        seconds = self._budget.for_replay
        if seconds <= 0:
            raise Ended("ended its process too often")
        try:
            if action is Action.DEFINE:
                self._define(position, seconds)
            else:
                with contextlib.suppress(TooSlow):
                    self._run(position, seconds)
        finally:
            self._budget.forgive()

    def asked(self, position: int, seconds: float) -> Asked:
        """The requests to the process of `ready`, with a bound for all of them.

        Args:
            position: as in `ready`.
            seconds: of the process's time that they may take together.

        Returns:
            The `Asked`; its methods also raise what `ready` raises.
        """
        begun = self._process.used if self._process else 0.0

        def ask(op, **args):
            process = self.ready(position)
            return process.ask(op, seconds + begun - process.used, **args)

        return Asked(ask)

    def run(self, position: int, seconds: float) -> dict:
        """Run a cell; where it stops, run the definitions that stand further down in it.

        A package that is missing here, or a line that asks for a file, so costs no answer.

        Args:
            position: of the cell.
            seconds: its time limit.

        Returns:
            The reply of `StudentProcess.run`.

        Raises:
            TooSlow: it was interrupted; the process lives, and so does what the cell defined.
            Ended: the process is gone.
        """
        self.ready(position)
        return self._run(position, seconds)

    def define(self, position: int, seconds: float) -> None:
        """Run the definitions of a cell, each by itself.

        Args:
            position: of the cell.
            seconds: the time limit of all of them together.

        Raises:
            Ended: the process ended even so; that cell is not touched again.
        """
        self.ready(position)
        self._define(position, seconds)

    def close(self) -> None:
        """End the process; `ready` starts another one."""
        if self._process is not None:
            self.seen = sorted({*self.seen, *self._process.seen})
            self.cut_off |= self._process.cut_off
            self._budget.settle()
            self._process.close()
            self._process = None

    def _run(self, position, seconds):
        cell, process = self._cells[position], self._process
        asked = Asked(partial(process.ask, seconds=seconds))
        try:
            reply = asked.run(cell.source)
            error = StudentError.read(reply.get("error"))
            if error and cell.kind == "setup" and cell.changed:
                asked.run(self._sources[cell.id])
        except TooSlow:
            process.sweep()
            self._define(position, seconds)
            raise
        process.sweep()
        if error and cell.changed:
            self._define(position, seconds, below=error.line or 0)
        return reply

    def _define(self, position, seconds, below=0):
        if position in self.deadly:
            return
        deadline = self._process.clock() + seconds
        asked = Asked(lambda op, **args: self._process.ask(op, deadline - self._process.clock(), **args))
        try:
            with contextlib.suppress(TooSlow):
                for source in definitions(self._cells[position].source, below)[:DEFINITIONS]:
                    asked.run(source)
            self._process.sweep()
        except Ended:
            self.deadly.add(position)
            raise
