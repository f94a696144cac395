"""The time of one notebook: what is used up, and what a cell or a question may take."""

from grading.sandbox.limits import Limits

#: The share of a notebook's time that cells of the student's own leave for the answers and their tests.
RESERVE = 0.25
#: A question of an exercise that has hung before gets this share of a question's time, so that others get theirs.
AFTER_A_HANG = 0.2


class Budget:
    """Counts the seconds that a student's processes are at work.

    Times are by the clock of those processes, see `grading.sandbox.accounting.Clock`.

    Running cells again after a process was lost is the grader's doing. It is not taken off the student's time, but
    bounded as well: `replayed` may not exceed the notebook's time.

    Args:
        limits: a `Limits`.

    Attributes:
        spent: seconds of processes that have ended.
        replayed: seconds in which cells were run again.
        lost: seconds that did not count, since the machine was busy with something else.
    """

    def __init__(self, limits: Limits):
        self.limits, self.spent, self.replayed, self.lost, self._process = limits, 0.0, 0.0, 0.0, None

    def watch(self, process) -> None:
        """Count a process from here on; its start counts as running cells again.

        Args:
            process: a `Student`, whose `used` grows while it is at work.
        """
        self._process = process
        self.replayed += process.clock()

    def forgive(self) -> None:
        """What the process has used so far went into running the earlier cells again."""
        self.replayed += self._process.used
        self._process.used = 0.0

    def settle(self) -> None:
        """Add up the process that is being watched: it ends."""
        if self._process is not None:
            self.spent += self._process.used
            self.lost += self._process.lost
            self._process = None

    @property
    def left(self) -> float:
        """Seconds that are left of the notebook's time; not above 0 where it is used up."""
        return self.limits.notebook_seconds - self.spent - (self._process.used if self._process else 0.0)

    def reserve(self, kind: str) -> float:
        """The time that a cell may not use, since the answers and their tests need it.

        Args:
            kind: of the cell, see `sheet_utils.submission`.

        Returns:
            Seconds of the notebook's time.
        """
        return RESERVE * self.limits.notebook_seconds if kind in ("own", "shown") else 0.0

    def for_cell(self, reserve: float = 0.0) -> float:
        """The time that one cell may take.

        Args:
            reserve: seconds of the notebook's time that it may not use.

        Returns:
            Seconds; not above 0 where nothing is left.
        """
        return min(self.limits.cell_seconds, self.left - reserve)

    def for_question(self, has_hung: bool = False) -> float:
        """The time that one graded cell, or one hint, may take.

        Args:
            has_hung: whether its exercise has hung before; then it gets less.

        Returns:
            Seconds; not above 0 where nothing is left.
        """
        return min(self.limits.question_seconds * (AFTER_A_HANG if has_hung else 1), self.left)

    @property
    def for_replay(self) -> float:
        """Seconds that one cell may take that is run again; not above 0 where that time is used up."""
        return min(self.limits.cell_seconds, self.limits.notebook_seconds - self.replayed)

    @property
    def is_starved(self) -> bool:
        """Whether the machine was busy with something else for more than half of the time of processes that have ended.

        False where the notebook's time was used up all the same: there is none left to do it once more.
        """
        counted = self.spent + self.replayed
        return counted < min(self.lost, self.limits.notebook_seconds)

    @property
    def is_replayed_out(self) -> bool:
        """Whether running cells again has taken more than the notebook's time."""
        return self.replayed > self.limits.notebook_seconds
