"""What `nbgrader autograde` by itself makes of every bad submission; the answers are kept in stock.json.

    python -m tests.hostile.stock [--only NAME ... | --all]

It takes an hour or so, and is run again when cases are added. Some cases lie in one course folder and are graded one
after another, each by a command of its own, and then two honest students: where these got other points, each case is
graded in a folder of its own, since one may have harmed the others. All of it runs inside a sandbox, without network
and with its memory and disk bounded: these are the very submissions that harm whoever runs them unprotected. Cells that
train or draw are left out of the submissions, for time.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from authoring.demo.submissions import Work
from grading.folders import ROOT, SOLUTIONS
from grading.nbgrader_command import search_path
from tests.hostile.cases import CASES, NOTEBOOK_1
from tests.hostile.run import HONEST, STOCK, auto_points

SECONDS = 240
TOGETHER = 6
# Run inside: autograde student by student, then say what the gradebook and the folders hold.
PROGRAM = """
import json, subprocess, sys, os
from pathlib import Path
from grading.records import gradebook
from grading.folders import Folders
os.chdir({folder!r})
ended = {{}}
for student in {students!r}:
    try:
        command = [sys.executable, "-m", "nbgrader", "autograde", "sheet10", "--create", "--student", student]
        done = subprocess.run(command, timeout={seconds}, capture_output=True, text=True)
        ended[student] = "finished" if done.returncode == 0 else "gave up"
    except subprocess.TimeoutExpired:
        ended[student] = "hung"
print("RESULT" + json.dumps({{"ended": ended, "scores": gradebook.scores(Folders(Path({folder!r})), "sheet10")}}))
"""
SETTINGS = """
c = get_config()
c.CourseDirectory.course_id = "chaos-rnn"
c.CourseDirectory.source_directory = {source!r}
c.CourseDirectory.release_directory = "release"
c.ClearSolutions.code_stub = {{"python": "raise NotImplementedError"}}
c.ExecutePreprocessor.timeout = 40
"""


def short(work):
    """Leave training and pictures out, as a student may."""
    for notebook in work.notebooks.values():
        notebook["cells"] = [c for c in notebook["cells"] if "as-submitted" not in c.get("metadata", {}).get("tags", [])
                             or c["id"] in ("data-look", "stf-check")]  # fmt: skip
    return work


def prepare(folder):
    """A course folder with a gradebook that knows the sheet, and nothing handed in."""
    folder.mkdir()
    (folder / "nbgrader_config.py").write_text(SETTINGS.format(source=str(SOLUTIONS)))
    command = [sys.executable, "-m", "nbgrader", "generate_assignment", "sheet10", "--create"]
    subprocess.run(command, cwd=folder, env=_environment(), check=True, capture_output=True)


def grade(names, prepared):
    """The outcomes of some cases under stock nbgrader, in a copy of a prepared course folder.

    Args:
        names: of the cases.
        prepared: the folder, from `prepare`.

    Returns:
        {name: {"outcome": text, "right": bool}}.
    """
    with tempfile.TemporaryDirectory(prefix="stock-") as scratch:
        folder = Path(scratch) / "course"
        shutil.copytree(prepared, folder)
        submitted = folder / "submitted"
        for student in HONEST:
            _only_the_first(short(Work.solved())).write(submitted, student)
        left_out = {name: CASES[name].make(short(Work.solved()), submitted, CASES[name].student, False)
                    for name in names}  # fmt: skip
        students = [HONEST[0], *(CASES[name].student for name in names), *HONEST[1:]]
        program = PROGRAM.format(folder=str(folder), seconds=SECONDS, students=students)
        command = _bounded(folder) + [sys.executable, "-c", program]
        try:
            done = subprocess.run(
                command, timeout=SECONDS * len(students), capture_output=True, text=True, env=_environment()
            )
            lines = [line for line in done.stdout.splitlines() if line.startswith("RESULT")]
        except subprocess.TimeoutExpired:
            lines = []
    if not lines:
        return {name: {"outcome": "broke down", "right": False} for name in names}
    result = json.loads(lines[-1].removeprefix("RESULT"))
    return {name: _outcome(CASES[name], result, left_out[name]) for name in names}


def _outcome(case, result, left_out):
    mine, ended = result["scores"].get(case.student), result["ended"][case.student]
    points = None if mine is None else auto_points(mine) + left_out
    others = [auto_points(result["scores"].get(student, {})) for student in HONEST]
    harmed = any(other != NOTEBOOK_1 for other in others)
    right = points in case.points and not harmed and ended == "finished"
    # Stock nbgrader has no flags, tells nothing and sanitises nothing; where these are what is asked for, it fails.
    right = right and not case.flag and not case.note and case.group != "output"
    text = "no grade" if points is None else f"{points:g} points"
    if harmed:
        text += ", others harmed"
    if ended != "finished":
        text += f", {ended}"
    return {"outcome": text, "right": bool(right)}


def graded(names, prepared):
    """The outcomes of many cases, a few at a time; alone, where one of a few may have harmed the others.

    Args:
        names: of the cases.
        prepared: the folder, from `prepare`.

    Yields:
        (name, outcome), see `grade`.
    """
    for start in range(0, len(names), TOGETHER):
        some = names[start : start + TOGETHER]
        students = [CASES[name].student for name in some]
        outcomes = grade(some, prepared) if len(set(students)) == len(students) else {}
        if not outcomes or any("harmed" in o["outcome"] or o["outcome"] == "broke down" for o in outcomes.values()):
            outcomes = {name: outcome for name in some for outcome in grade([name], prepared).values()}
        yield from outcomes.items()


def _only_the_first(work):
    for name in work.names()[1:]:
        del work.notebooks[name]
    return work


def _environment():
    return {**os.environ, "COURSE_AUTOGRADE": "stock", "PATH": search_path(), "PYTHONPATH": str(ROOT)}


def _bounded(folder):
    """A sandbox that shows the whole machine read-only, and lets one folder and memory be written."""
    return [
        "bwrap", "--die-with-parent", "--unshare-pid", "--unshare-net", "--unshare-ipc", "--ro-bind", "/", "/",
        "--dev", "/dev", "--proc", "/proc", "--size", "400000000", "--tmpfs", "/tmp", "--size", "100000000",
        "--tmpfs", "/dev/shm", "--dir", "/tmp/home", "--setenv", "HOME", "/tmp/home",
        "--bind", str(folder), str(folder),
        "prlimit", "--as=6000000000", "--fsize=400000000", "--nproc=400", "--core=0", "--",
    ]  # fmt: skip


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", nargs="+", choices=sorted(CASES), metavar="NAME")
    parser.add_argument("--all", action="store_true", help="grade again what is known, since the sheet has changed")
    options = parser.parse_args(arguments)
    found = json.loads(STOCK.read_text()) if STOCK.exists() else {}
    found = {name: outcome for name, outcome in found.items() if name in CASES}
    names = options.only or [name for name in CASES if options.all or name not in found]
    with tempfile.TemporaryDirectory(prefix="stock-") as scratch:
        prepare(Path(scratch) / "course")
        for number, (name, outcome) in enumerate(graded(names, Path(scratch) / "course"), start=1):
            found[name] = outcome
            print(f"{number}/{len(names)} {name}: {found[name]}", flush=True)
            STOCK.write_text(json.dumps(found, indent=1, sort_keys=True) + "\n")
    print(f"{sum(outcome['right'] for outcome in found.values())} of {len(found)} right")
    return 0


if __name__ == "__main__":
    sys.exit(main())
