"""Grade every bad submission, and say for each whether what came out is right.

    python -m tests.hostile.run [--stock] [--only NAME ...] [--table FILE]

The cases are handed in together with two honest students, whose results must be the same as without them. After
the run no process may be left, and nothing outside the class's own folder may have changed.
"""

import argparse
import dataclasses
import html
import json
import os
import re
import sys
import tempfile
import time
from pathlib import Path

import nbformat

from authoring.demo.submissions import Work
from grading import class_run, identity, sheet
from grading.folders import COURSE, NOTEBOOKS, SOLUTIONS, Folders
from grading.pages import feedback, report
from grading.records import gradebook, record_files
from grading.sandbox.limits import Limits
from tests.hostile.cases import CASES, FULL, LOOT

STOCK = Path(__file__).parent / "stock.json"
# Shorter than for a class, so that the many cases that hang are done in time; the ways are the same.
LIMITS = Limits(cell_seconds=10, question_seconds=8, notebook_seconds=45)
HONEST = ("honest-a", "honest-z")


@dataclasses.dataclass(frozen=True)
class Found:
    """What became of one case: points, flags, words, time, and what is not right about it."""

    case: object
    points: float
    flags: list
    notes: list
    outcomes: list
    seconds: float
    wrong: list


def hand_in(submitted, names, release=NOTEBOOKS, whole=False):
    """Write the cases and the honest students' work.

    Returns:
        Points of the notebooks that were left out, per case.
    """
    for student in HONEST:
        Work.solved(release=release).write(submitted, student)
    solved = Work.solved(release=release)
    return {name: CASES[name].make(solved.copy(), submitted, CASES[name].student, whole) for name in names}


def run(names, root, workers=2, limits=LIMITS, release=NOTEBOOKS, progress=None):
    """Grade the cases of those names.

    Returns:
        (found, troubles): a list of `Found`, and what is wrong with the run as a whole.
    """
    folders = Folders(Path(root))
    left_out = hand_in(folders.submitted, names, release)
    before, processes = outside(), students_processes()
    took = {}
    start = time.monotonic()

    def tell(done, total, student, notebook, record):
        took[student] = took.get(student, 0.0) + record.seconds
        if progress:
            progress(done, total, student, notebook, record)

    class_run.grade("sheet10", folders, class_run.GradingOptions(workers=workers, limits=limits), tell)
    report.write("sheet10", folders)
    feedback.write("sheet10", folders)
    troubles = []
    after = outside()
    changed = sorted(path for path in {*before, *after} if before.get(path, 0) != after.get(path, 0))
    if changed:
        troubles.append(f"outside the class's folder has changed: {', '.join(changed[:5])}")
    left = students_processes() - processes
    if left:
        troubles.append(f"processes are left: {sorted(left)}")
    scores, kept = gradebook.scores(folders, "sheet10"), record_files.read_all(folders, "sheet10")
    for student in HONEST:
        if auto_points(scores[student]) != FULL:
            troubles.append(f"{student} lost points beside the others: {auto_points(scores[student])}")
    troubles += [f"a spreadsheet would run {line[:60]}" for line in formulas(folders)]
    secrets = hidden_lines()
    found = []
    for name in names:
        found.append(_look(CASES[name], left_out[name], folders, scores, kept, took, secrets))
    return found, troubles, time.monotonic() - start


def auto_points(mine):
    return sum(auto or 0.0 for cells in mine.values() for auto, *_ in cells.values())


def _look(case, left_out, folders, scores, kept, took, secrets):
    wrong = []
    student = identity.of_folder(case.student)
    mine = kept.get(student, {})
    points = auto_points(scores.get(student, {})) + left_out
    flags = sorted({tuple(flag) for record in mine.values() for flag in record.flags})
    notes = sorted({note for record in mine.values() for note in record.notes})
    outcomes = sorted({cell.outcome for record in mine.values() for cell in record.cells.values()})
    if points not in case.points:
        wrong.append(f"{points:g} points, right is {case.points}")
    if len(mine) != len(sheet.load("sheet10")):
        wrong.append("not every notebook has a record")
    if case.flag and not flags:
        wrong.append("no flag")
    if case.group in ("honest", "broken") and not case.flag and flags:
        wrong.append(f"a flag without a reason: {flags[0]}")
    if case.note and not any(re.search(case.note, note) for note in notes):
        wrong.append(f"the student is not told: {case.note}")
    if case.outcome and case.outcome not in outcomes:
        wrong.append(f"the cause is not recorded: {outcomes}")
    for path in sorted(folders.feedback(student, "sheet10").glob("*.html")):
        text = path.read_text("utf-8")
        wrong += [f"the feedback holds hidden text: {line[:50]}" for line in secrets if line in html.unescape(text)][:1]
        if re.search(r"<script|<iframe|<style>body\{display|javascript:|<[^>]+\son\w+\s*=", text):
            wrong.append("the feedback holds something that runs")
        if len(text) > 20_000_000:
            wrong.append("the feedback is too large")
    for path in sorted(folders.autograded(student, "sheet10").glob("*.ipynb")):
        cells = json.loads(path.read_text("utf-8"))["cells"]
        shown = [c["source"] for c in cells if c["cell_type"] == "markdown"]
        shown += [str(o.get("data", {}).get("text/html", "")) for c in cells for o in c.get("outputs", [])]
        if re.search(r"<script|<[^>]+\son\w+\s*=|href=.javascript:|<svg", "\n".join(shown)):
            wrong.append("the tutor's copy holds something that runs")
        if path.stat().st_size > 20_000_000:
            wrong.append("the tutor's copy is too large")
    return Found(case, points, flags, notes, outcomes, took.get(student, 0.0), wrong)


# --- What must not change or leak. --------------------------------------------------------------------------------


def outside():
    """What a submission might reach: sources, course folder, traces in /tmp; path to size and time."""
    seen = {}
    for folder in (SOLUTIONS, NOTEBOOKS, COURSE, SOLUTIONS.parent / "sheet_utils", SOLUTIONS.parent / "data"):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".log":
                seen[str(path)] = (path.stat().st_size, path.stat().st_mtime_ns)
    for path in Path(tempfile.gettempdir()).iterdir():
        if LOOT in path.name or path.name == "harm":
            seen[str(path)] = None
    return seen


def students_processes():
    """Numbers of processes that run a student's side for this process, or for nobody any more."""
    found = set()
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if _is_a_students(int(path.parent.name)) and not _belongs_to_another(int(path.parent.name)):
                found.add(int(path.parent.name))
        except (OSError, ValueError):
            continue
    return found


def _is_a_students(pid):
    """Whether a process runs a student's side. What was forked for that has the command line of its template."""
    command = Path(f"/proc/{pid}/cmdline").read_bytes()
    inside = os.readlink(f"/proc/{pid}/ns/pid") != os.readlink("/proc/self/ns/pid")
    return b"submission.cellrun" in command or b"template_process" in command and inside


def _belongs_to_another(pid):
    """Whether a grader that is not this one started it: several may run on one machine."""
    while pid > 1:
        pid = int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
        if pid == os.getpid():
            return False
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
        if pid > 1 and b"cellrun" not in command and b"template_process" not in command:
            return True
    return False


def formulas(folders):
    """Cells of the CSV files that a spreadsheet would run."""
    import csv

    for path in folders.report("sheet10").glob("*.csv"):
        text = path.read_text("utf-8")
        # As a spreadsheet reads it, and as one does that parts columns by another sign.
        for mark in ",;\t":
            for row in csv.reader(text.splitlines(), delimiter=mark, quoting=csv.QUOTE_NONE if mark != "," else 0):
                yield from (cell for cell in row if cell.strip(' "').startswith(("=", "+", "-", "@")))


def hidden_lines(sheet="sheet10"):
    """Lines of a sheet's hidden tests and mark schemes, which no student may get back.

    A line that stands in a right answer as well is the student's own.
    """
    hidden = _lines_between(sheet, "HIDDEN TESTS") | _lines_between(sheet, "MARK SCHEME")
    return sorted(hidden - _lines_between(sheet, "SOLUTION"))


def _lines_between(sheet, kind):
    lines = set()
    for path in sorted((SOLUTIONS / sheet).glob("*.ipynb")):
        for cell in nbformat.read(path, as_version=4).cells:
            for part in cell.source.split(f"BEGIN {kind}")[1:]:
                region = part.split(f"END {kind}")[0]
                lines |= {line.strip() for line in region.splitlines() if len(line.strip()) > 30}
    return lines


# --- The table. ---------------------------------------------------------------------------------------------------


def table(found):
    """Ours beside stock nbgrader's, case by case."""
    stock = json.loads(STOCK.read_text()) if STOCK.exists() else {}
    lines = [f"{'case':42} {'right':>7} {'ours':>5} {'stock':>16}  {'s':>5}  what was said"]
    for one in found:
        theirs = stock.get(one.case.name, {})
        told = "; ".join(
            [*(flag[0] for flag in one.flags[:2]), *(note[:60] for note in one.notes if "not handed in" not in note)]
        )
        allowed = " or ".join(f"{points:g}" for points in one.case.points)
        mark = "" if not one.wrong else "   <-- " + "; ".join(one.wrong)
        lines.append(f"{one.case.name:42} {allowed:>7} {one.points:5g} {theirs.get('outcome', '?'):>16}  "
                     f"{one.seconds:5.1f}  {told[:90]}{mark}")  # fmt: skip
    right = sum(not one.wrong for one in found)
    lines.append(f"ours right: {right} of {len(found)}")
    known = [one for one in found if one.case.name in stock]
    if known:
        theirs = sum(bool(stock[one.case.name]["right"]) for one in known)
        lines.append(f"stock nbgrader right: {theirs} of {len(known)}")
    return "\n".join(lines)


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", nargs="+", choices=sorted(CASES), metavar="NAME")
    parser.add_argument("--group", choices=sorted({case.group for case in CASES.values()}))
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--release", type=Path, default=NOTEBOOKS)
    parser.add_argument("--root", type=Path, help="keep the class here")
    options = parser.parse_args(arguments)
    names = options.only or [n for n, c in CASES.items() if options.group in (None, c.group)]
    with tempfile.TemporaryDirectory(prefix="hostile-") as scratch:
        tell = lambda done, total, student, notebook, record: print(f"\r{done}/{total} {student:40.40}", end="",
                                                                    file=sys.stderr, flush=True)  # fmt: skip
        found, troubles, seconds = run(names, options.root or scratch, options.workers, release=options.release,
                                       progress=tell)  # fmt: skip
    print(table(found))
    print("\n".join(troubles) or "the others' results are untouched, nothing outside has changed, no process is left")
    print(f"{seconds:.0f} s")
    return 1 if troubles or any(one.wrong for one in found) else 0


if __name__ == "__main__":
    sys.exit(main())
