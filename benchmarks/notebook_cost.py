"""Where the processor seconds of one student's notebooks go, part by part.

    python -m benchmarks.notebook_cost [--sheet sheet10] [--repeat 3]

Each notebook of a solved sheet is graded in this process, as a worker would grade it, and what every part has used is
counted: of this process, of what it forked, and of the student's process and all below it. Students' processes are
forked from the template in every second turn, and started from a file in the others. The template itself is not
counted: a worker starts it once for all of its students. Of several rounds the least is shown, since a busy machine
makes everything dearer.
"""

import argparse
import collections
import contextlib
import itertools
import os

from authoring.demo.submissions import Work
from grading import notebook_run, sheet
from grading.judge import notebook as judge_notebook
from grading.judge.session import Session
from grading.sandbox import accounting, template
from grading.sandbox.student import Student
from sheet_utils import submission

PARTS = {
    "read": "read and repair the file",
    "start": "start the student's process",
    "run": "run the cells",
    "judge": "run the hidden tests and the calls they make",
    "end": "end the student's process",
    "flags": "search for what a tutor should look at",
    "page": "make the tutor's copy",
    "rest": "everything else: the record, what crosses",
}


class Meter:
    """Adds up processor seconds by part: what happens while a part is open goes to the part that was opened last.

    Attributes:
        seconds: {part: seconds}.
    """

    def __init__(self):
        self.seconds, self._open, self._student = collections.Counter(), ["rest"], None
        self._last = self._used()

    def _used(self):
        student = accounting.times(self._student.processes())[0] if self._student else 0.0
        used = os.times()
        return used.user + used.system, used.children_user + used.children_system, student

    def note(self, names=(0, 1, 2)) -> None:
        """What was used since the last call goes to the part that is open.

        Args:
            names: which of the three kinds count: of this process, of its children that ended, of the student's.
        """
        used = self._used()
        self.seconds[self._open[-1]] += sum(max(0.0, used[kind] - self._last[kind]) for kind in names)
        self._last = used

    @contextlib.contextmanager
    def part(self, name):
        """Count what happens meanwhile as this part.

        Args:
            name: one of `PARTS`.
        """
        self.note()
        self._open.append(name)
        try:
            yield
        finally:
            self.note()
            self._open.pop()

    def start(self, student, begin, *args) -> None:
        """Start a student's process, and count it from there on.

        Args:
            student: a `Student`.
            begin: starts it.
            *args: of `begin`.
        """
        with self.part("start"):
            begin(student, *args)
            self._student, self._last = student, (*self._last[:2], 0.0)

    def end(self, student, close) -> None:
        """End a student's process; what it has used was counted while it ran, and is not counted once more.

        Args:
            student: a `Student`.
            close: ends it.
        """
        self.note()
        with self.part("end"):
            close(student)
            self._student = None
            self.note(names=(0,))


@contextlib.contextmanager
def measured(meter):
    """Let the parts of `grade_notebook` report to a meter.

    Args:
        meter: a `Meter`.
    """
    kept = []

    def replace(owner, name, function):
        kept.append((owner, name, getattr(owner, name)))
        setattr(owner, name, function)

    def count(owner, name, part):
        work = getattr(owner, name)

        def counted(*args, **keywords):
            with meter.part(part):
                return work(*args, **keywords)

        replace(owner, name, counted)

    begin, close = Student._start, Student.close
    replace(Student, "_start", lambda student, *args: meter.start(student, begin, *args))
    replace(Student, "close", lambda student: meter.end(student, close))
    count(notebook_run, "_read", "read")
    count(submission, "repair", "read")
    count(notebook_run, "_flags", "flags")
    count(notebook_run, "_in_time", "page")
    count(judge_notebook, "judge_cell", "judge")
    count(Session, "_run", "run")
    count(Session, "_define", "run")
    try:
        yield
    finally:
        for owner, name, work in reversed(kept):
            setattr(owner, name, work)


def cost(name, repeat) -> dict[bool, dict[str, dict[str, float]]]:
    """Grade a solved sheet several times, with students' processes that are forked and with others, in turn.

    Args:
        name: of the sheet.
        repeat: how many rounds are counted.

    Returns:
        {whether they are forked: {notebook: {part: the least processor seconds of all rounds}}}.
    """
    work, notebooks = Work.solved(name), list(enumerate(sheet.load(name), start=1))
    rounds = {forked: collections.defaultdict(list) for forked in (False, True)}
    # Once without counting: a worker imports and reads for its first notebook what it has for all others.
    os.environ[template.SETTING] = template.FORKED
    _grade(name, work, *notebooks[0])
    for _ in range(repeat):
        for (place, notebook), forked in itertools.product(notebooks, rounds):
            os.environ[template.SETTING], meter = template.FORKED if forked else template.STARTED, Meter()
            with measured(meter):
                _grade(name, work, place, notebook)
                meter.note()
            rounds[forked][notebook].append(meter.seconds)
    least = lambda some: {part: min(one[part] for one in some) for part in PARTS}
    return {forked: {notebook: least(some) for notebook, some in way.items()} for forked, way in rounds.items()}


def _grade(name, work, place, notebook):
    task = notebook_run.NotebookTask(name, "solved", notebook, work.text(place).encode())
    record = notebook_run.grade_notebook(task).record
    if record.points != record.max:
        lost = [f"{cell}: {verdict}" for cell, verdict in record.cells.items() if verdict.points < verdict.max]
        stopped = [f"{cell}: {run.error}" for cell, run in record.runs.items() if run.error]
        raise SystemExit("\n".join([f"{notebook}: {record.points} of {record.max}", *lost, *stopped]))


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sheet", default="sheet10")
    parser.add_argument("--repeat", type=int, default=3)
    options = parser.parse_args(arguments)
    width = max(map(len, PARTS.values()))
    for forked, costs in cost(options.sheet, options.repeat).items():
        print("forked from the template" if forked else "started from a file")
        print(" " * width + "".join(f"{notebook[:12]:>14}" for notebook in costs) + f"{'a student':>14}")
        rows = {text: [parts[part] for parts in costs.values()] for part, text in PARTS.items()}
        rows["a notebook"] = [sum(parts.values()) for parts in costs.values()]
        for text, seconds in rows.items():
            print(f"{text:{width}}" + "".join(f"{value:14.2f}" for value in [*seconds, sum(seconds)]))


if __name__ == "__main__":
    main()
