"""`make hostile`: every bad submission, and fifty kills of a run.

python -m tests.hostile [--kills N]
"""

import argparse
import sys
import tempfile
from pathlib import Path

from authoring.demo.submissions import Work
from grading import class_run
from grading.folders import Folders
from tests.hostile import run
from tests.test_records import grades, kill_at_random


def kills(count):
    """Kill a run that often, at random moments; whether it ends as one that was left alone."""
    with tempfile.TemporaryDirectory(prefix="killed-") as scratch:
        whole, killed = Folders(Path(scratch) / "whole"), Folders(Path(scratch) / "killed")
        for folders in (whole, killed):
            for number in range(4):
                answers = {"stf-forward": "solution"} if number % 2 else {"stf-loss": "solution"}
                Work(answers=answers).write(folders.submitted, f"student-{number}")
        class_run.grade("sheet10", whole)
        done = kill_at_random(killed, count, seed=1)
        return done, grades(killed) == grades(whole)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=50)
    options = parser.parse_args()
    status = run.main([])
    done, equal = kills(options.kills)
    print(f"killed {done} times; the gradebook {'equals' if equal else 'DIFFERS FROM'} that of an uninterrupted run")
    return status or not equal


if __name__ == "__main__":
    sys.exit(main())
