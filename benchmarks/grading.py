"""A class of one hundred, graded by us and by one stock `nbgrader autograde` process, on the same machine.

    python -m benchmarks.grading [--students 100] [--stock 5] [--workers 2]

All three notebooks, as released and with the cells that train; no endless loops among them. Stock nbgrader works on
one student after another, so it is timed on a few of them and its time is multiplied; say `--stock 100` to time it
whole. Memory is the sum over our process tree, shared pages divided among those that share them.
"""

import argparse
import contextlib
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from authoring.catalogue import read_answers
from authoring.demo.submissions import Work
from grading import class_run
from grading.folders import Folders
from grading.nbgrader_command import write_settings
from grading.records import gradebook
from grading.sandbox.accounting import children, memory_of


def hand_in(submitted, count):
    """A class in which every third solved everything, and the others hold one known answer each."""
    answers = read_answers("sheet10", "stf-forward")
    wanted = {}
    for number in range(count):
        work = Work.solved()
        if number % 3:
            work.cell("stf-forward")["source"] = answers[number % len(answers)].source
        work.write(submitted, f"student-{number:03}")
        wanted[f"student-{number:03}"] = answers[number % len(answers)].right or number % 3 == 0
    return wanted


class Memory:
    """The most memory that this process and all below it held."""

    def __init__(self):
        self.most, self.done = 0, threading.Event()
        self.thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.done.set()
        self.thread.join()

    def _watch(self):
        while not self.done.wait(0.5):
            tree = [os.getpid()]
            for pid in tree:
                tree += children(pid)
            self.most = max(self.most, sum(map(memory_of, tree)))


def ours(root, count, workers):
    folders = Folders(Path(root))
    wanted = hand_in(folders.submitted, count)
    start = time.monotonic()
    with Memory() as memory:
        found = class_run.grade("sheet10", folders, class_run.GradingOptions(workers=workers))
    seconds = time.monotonic() - start
    scores = gradebook.scores(folders, "sheet10")
    full = {s for s, mine in scores.items() if sum(v[0] or 0 for c in mine.values() for v in c.values()) == 27}
    lost = {student for student, right in wanted.items() if right} ^ full
    graded = sum(record.status == "graded" for mine in found.values() for record in mine.values())
    print(f"ours, {workers} workers: {count} students, {graded} notebooks, {seconds:.0f} s, "
          f"{seconds / count:.2f} s per student, {memory.most / 1e9:.2f} GB at most; "
          f"wrongly graded: {len(lost)}")  # fmt: skip
    return seconds / count


def stock(root, count):
    root = Path(root)
    hand_in(root / "submitted", count)
    write_settings(root, "release")
    environment = {**os.environ, "COURSE_AUTOGRADE": "stock",
                   "PATH": f"{os.path.dirname(sys.executable)}{os.pathsep}{os.environ['PATH']}"}  # fmt: skip
    nbgrader = [sys.executable, "-m", "nbgrader"]
    quiet = {"cwd": root, "env": environment, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    subprocess.run([*nbgrader, "generate_assignment", "sheet10", "--create"], check=True, **quiet)
    start = time.monotonic()
    subprocess.run([*nbgrader, "autograde", "sheet10", "--create"], check=True, **quiet)
    seconds = time.monotonic() - start
    print(f"stock nbgrader, one process: {count} students, {seconds:.0f} s, {seconds / count:.2f} s per student")
    return seconds / count


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--students", type=int, default=100)
    parser.add_argument("--stock", type=int, default=5, metavar="N")
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args(arguments)
    with contextlib.ExitStack() as stack:
        one, other = (stack.enter_context(tempfile.TemporaryDirectory(prefix="class-")) for _ in range(2))
        mine = ours(one, options.students, options.workers)
        theirs = stock(other, options.stock)
    print(f"ours takes {mine / theirs:.0%} of stock's time")


if __name__ == "__main__":
    main()
