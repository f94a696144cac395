"""How long a class takes with hostile students in it, beside the same class without them.

    python -m tests.hostile.neighbours [--students 20] [--hostile NAME ...] [--workers 2]

All of them hand in the whole sheet, under the limits of a real class. The hostile ones are those that cost most time of
all cases: what they delay is the evening, and nobody's points, which are compared as well.
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path

from authoring.demo.submissions import Work
from grading import class_run
from grading.folders import Folders
from grading.records import gradebook
from tests.hostile.cases import CASES, FULL
from tests.hostile.run import auto_points

COSTLY = ("loop-that-catches-the-interrupt", "sleeps-under-the-limit", "slow-cells-run-again-and-again", "fork-bomb",
          "memory-hog-of-many")  # fmt: skip


def seconds(root, honest, hostile, workers) -> tuple[float, list[str]]:
    """Grade a class.

    Args:
        root: an empty folder.
        honest: how many students have solved everything.
        hostile: names of cases.
        workers: how many processes grade.

    Returns:
        (seconds, the honest students that did not get all points).
    """
    folders = Folders(Path(root))
    students = [f"student-{number:02}" for number in range(honest)]
    for student in students:
        Work.solved().write(folders.submitted, student)
    for name in hostile:
        CASES[name].make(Work.solved(), folders.submitted, CASES[name].student, True)
    start = time.monotonic()
    class_run.grade("sheet10", folders, class_run.GradingOptions(workers=workers))
    took = time.monotonic() - start
    scores = gradebook.scores(folders, "sheet10")
    return took, [student for student in students if auto_points(scores.get(student, {})) != FULL]


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--students", type=int, default=20)
    parser.add_argument("--hostile", nargs="*", choices=sorted(CASES), default=COSTLY, metavar="NAME")
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args(arguments)
    honest = options.students - len(options.hostile)
    with tempfile.TemporaryDirectory(prefix="class-") as one, tempfile.TemporaryDirectory(prefix="class-") as other:
        control, lost = seconds(one, options.students, (), options.workers)
        print(f"{options.students} honest students: {control:.0f} s", flush=True)
        beside, harmed = seconds(other, honest, options.hostile, options.workers)
    print(f"{len(options.hostile)} of them hostile ({', '.join(options.hostile)}): {beside:.0f} s, "
          f"{beside / control:.2f} times as long")  # fmt: skip
    print(f"honest students who lost points: {', '.join(lost + harmed) or 'none'}")
    return 1 if lost or harmed else 0


if __name__ == "__main__":
    sys.exit(main())
