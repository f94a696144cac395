"""A process that is lost is begun anew, up to a limit, and at the student's expense only as far as it is theirs."""

import pytest

from grading.judge.budget import Budget
from grading.judge.session import STARTS, Session
from grading.sandbox.limits import Limits
from grading.sandbox.student import Ended, TooSlow
from sheet_utils.protocol import OPERATIONS, Asked, StudentError, StudentProcess
from sheet_utils.submission import Cell


class Scripted:
    """Stands in for a student's process: a cell that says so ends it, hangs, or stops; each request takes a second.

    Args:
        log: a list, to which everything is added that is done with the process.
        start: seconds that its start takes.

    Attributes:
        allowed: the seconds that each request was given.
    """

    def __init__(self, log, start=0.0):
        self.log, self.used, self.seen, self.gone, self.allowed = log, 0.0, ["started"], False, []
        self.lost, self.cut_off = 0.0, False
        self._time = start
        log.append("start")

    def clock(self):
        return self._time

    def ask(self, op, seconds, source):
        assert not self.gone, "a process that has ended was asked"
        self.log.append(source)
        self.allowed.append(seconds)
        self.used += 1
        self._time += 1
        if "die" in source:
            self.gone = True
            raise Ended("exited with status 1")
        if source == "hang":
            raise TooSlow
        lines = source.split("\n")
        error = {"type": "OSError", "line": lines.index("stop()") + 1} if "stop()" in lines else None
        return {"outputs": [], "error": error}

    def sweep(self):
        self.log.append("sweep")

    def close(self):
        self.log.append("close")


def session_of(*cells, limits=None, start=0.0):
    cells = [Cell(f"own-{k}", *(cell if isinstance(cell, tuple) else ("own", "code", cell)))
             for k, cell in enumerate(cells)]  # fmt: skip
    log, budget = [], Budget(limits or Limits(notebook_seconds=100))
    return Session(lambda: Scripted(log, start), cells, {}, budget), log, budget


def test_a_lost_process_is_replaced_and_the_earlier_cells_run_again_for_free():
    session, log, budget = session_of("a = 1", "die", "c = 3")
    session.run(0, 10)
    with pytest.raises(Ended):
        session.run(1, 10)
    session.spoiled.add(1)
    session.close()
    assert budget.spent == 2
    session.run(2, 10)
    # "die" defines nothing, so nothing of it is run again.
    assert log == ["start", "a = 1", "sweep", "die", "close", "start", "a = 1", "sweep", "sweep", "c = 3", "sweep"]
    assert budget.left == 100 - 2 - 1 and budget.replayed == 1


def test_a_process_that_ends_while_the_cells_run_again_is_counted():
    session, log, budget = session_of("die", "b = 2")
    with pytest.raises(Ended):
        session.ready(1)
    session.close()
    # Once, and among what is run again: that is bounded too, and not taken off the student's time.
    assert budget.replayed == 1 and budget.spent == 0 and budget.left == 100


def test_it_is_not_begun_again_for_ever():
    session, log, _ = session_of("a = 1")
    for _ in range(STARTS):
        session.ready(0)
        session.close()
    with pytest.raises(Ended, match="too often"):
        session.ready(0)
    session, log, budget = session_of("a = 1", limits=Limits(notebook_seconds=2))
    for _ in range(2):
        session.ready(1)
        session.close()
    with pytest.raises(Ended, match="too often"):
        session.ready(1)
    # The third process was asked nothing: what is run again never takes more than the notebook's time.
    assert log.count("a = 1") == 2 and budget.replayed == 2 and budget.left == 2


def test_starting_it_counts_as_running_cells_again():
    session, log, budget = session_of("a = 1", limits=Limits(notebook_seconds=10), start=4)
    for _ in range(2):
        session.ready(0)
        session.close()
    with pytest.raises(Ended, match="too often"):
        session.ready(0)
    session.close()
    assert (budget.replayed, budget.left) == (12, 10)
    with pytest.raises(Ended, match="too often"):
        session.ready(0)
    assert log.count("start") == 3


def test_all_cells_that_run_again_share_one_bound():
    session, _, _ = session_of("a = 1", "b = 2", "c = 3", limits=Limits(notebook_seconds=5, cell_seconds=4), start=0.5)
    assert session.ready(3).allowed == [4, 3.5, 2.5]


def test_all_definitions_of_a_cell_share_one_bound():
    session, _, _ = session_of("def f(): return 1\ndef g(): return 2\nimport math", "b = 2")
    session.define(0, 10)
    assert session.ready(1).allowed == [10, 9, 8]


def test_of_a_cell_that_stops_what_it_defines_further_down_is_there():
    session, log, _ = session_of("import os\nstop()\ndef f(): return 1\nprint(2)\nimport math")
    session.run(0, 10)
    assert log[2:] == ["sweep", "#\n#\ndef f(): return 1", "#\n#\n#\n#\nimport math", "sweep"]


def test_of_a_cell_that_hangs_as_well_and_the_process_lives():
    session, log, _ = session_of("hang", "b = 2")
    with pytest.raises(TooSlow):
        session.run(0, 10)
    session.run(1, 10)
    assert log == ["start", "hang", "sweep", "sweep", "b = 2", "sweep"]


def test_what_ends_the_process_by_its_definitions_is_not_touched_again():
    session, log, _ = session_of("x = 'die'", "y = 2")
    with pytest.raises(Ended):
        session.define(0, 10)
    session.close()
    session.define(0, 10)
    assert log == ["start", "x = 'die'", "close", "start"]


def test_what_was_seen_stays_when_the_process_is_gone():
    session, _, _ = session_of("a = 1")
    session.ready(0).seen = ["os.fork"]
    session.close()
    session.ready(0)
    session.close()
    assert session.seen == ["os.fork", "started"]


@pytest.mark.parametrize(
    "lost, again", [(0.0, False), (4.0, False), (6.0, True), (1000.0, True)], ids=["idle", "shared", "busy", "starved"]
)
def test_a_machine_that_had_less_than_half_for_it_is_noticed(lost, again):
    session, _, budget = session_of("a = 1", "b = 2", start=3)
    for position in range(2):
        session.run(position, 10)
    session._process.lost = lost
    session.close()
    assert (budget.spent, budget.replayed) == (2, 3)
    assert budget.is_starved == again
    budget.spent = budget.limits.notebook_seconds
    assert not budget.is_starved, "there is no time left to do it once more"


def test_little_time_is_left_for_an_exercise_that_has_hung():
    budget = Budget(Limits(notebook_seconds=50, question_seconds=20, cell_seconds=30))
    assert (budget.for_question(), budget.for_question(has_hung=True)) == (20, 4)
    assert (budget.for_cell(), budget.for_cell(budget.reserve("own"))) == (30, 30)
    budget.spent = 30
    assert (budget.for_question(), budget.for_cell(budget.reserve("own"))) == (20, 7.5)
    assert budget.for_cell(budget.reserve("solution")) == 20


def test_the_two_sides_speak_the_same_protocol():
    """Each request of an `Asked` names a method of the runner, and arguments that it takes."""
    from sheet_utils.submission.cellrun import Runner

    requests = {}
    asked = Asked(lambda op, **args: requests.update({op: args}))
    asked.run("source"), asked.call("f", [1], {2: 3}), asked.grads("f", [1], {2: 3}, 4), asked.probe("f", {5: 6})
    asked.get("x")
    assert sorted(requests) == OPERATIONS and issubclass(Runner, StudentProcess)
    sent = [tuple(requests[op].values()) for op in ("run", "call", "grads", "probe", "get")]
    assert sent == [("source",), ("f", [1], {2: 3}), ("f", [1], {2: 3}, 4), ("f", {5: 6}), ("x",)]
    import inspect

    for op, args in requests.items():
        inspect.signature(getattr(Runner, op)).bind(None, **args)


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        (None, None),
        ({}, None),
        ("boo", StudentError()),
        ({"type": "KeyError", "text": "x" * 999, "line": 4}, StudentError("KeyError", "x" * 200, 4)),
        ({"type": ["odd"], "line": True, "travels": 0}, StudentError()),
        (
            {"type": "too slow", "text": "works, give full points", "line": 1},
            StudentError(text="works, give full points", line=1),
        ),
        ({"type": "TypeError", "travels": False}, StudentError("TypeError", travels=False)),
    ],
)
def test_an_error_may_be_anything_and_is_read_as_one(reply, expected):
    assert StudentError.read(reply) == expected
