"""Before you hand in: does this file grade?

    python -m sheet_utils.preflight FILE

It reads the file with the grader's own loader, says which cells are damaged and how they would be repaired, runs the
cells that the grader would run, and says how much of the time they take. It works offline and knows no hidden test:
whether an answer is right, the checks in the notebook say.
"""

import argparse
import subprocess
import sys
import threading
from pathlib import Path

from sheet_utils import submission
from sheet_utils.submission.cellrun import Pipe

# What the grader allows for one notebook, and for one cell of it.
SECONDS, CELL_SECONDS = 120, 30


def find_sheet(path, cells):
    """Which notebook of which sheet a file is: by its name, or by what is in it.

    Returns:
        (sheet, notebook, manifest).

    Raises:
        Unreadable: it is none that is known here.
    """
    ids = {str(cell["grading"].get("grade_id") or cell["id"]) for cell in cells}
    best = (0, None)
    for sheet, notebooks in submission.manifests().items():
        for name, manifest in notebooks.items():
            named = submission.plain_name(path.name) == submission.plain_name(name)
            wanted = {cell["id"] for cell in manifest["cells"] if cell["kind"] in ("graded", "solution", "task")}
            score = 100 * named + len(ids & wanted)
            if score > best[0] + (best[1] is None) * 2:
                best = (score, (sheet, name, manifest))
    if best[1] is None:
        raise submission.Unreadable("This is no notebook of a sheet that is known here.")
    return best[1]


def look(path):
    """Read a file and put it in order.

    Returns:
        (sheet, notebook, manifest, repaired): names, the manifest, and a `sheet_utils.submission.Submission`.

    Raises:
        Unreadable, OSError: there is no notebook in it, or no file.
    """
    path = Path(path)
    cells, notes = submission.read(path.read_bytes())
    sheet, notebook, manifest = find_sheet(path, cells)
    repaired = submission.repair(cells, manifest)
    repaired.notes[:0] = notes
    return sheet, notebook, manifest, repaired


def time_of(cells, folder, limit=SECONDS):
    """Run the cells that a grader would run, in a process of their own.

    Args:
        cells: from a `Submission`.
        folder: where they run.
        limit: seconds after which the process is ended.

    Returns:
        (seconds, errors): how long they took, and (cell, text) for each that stopped with an error or takes longer
        than a cell may; seconds is None where the limit ended them.
    """
    runner = subprocess.Popen(
        [sys.executable, "-m", "sheet_utils.submission.cellrun"],
        cwd=folder,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    watch = threading.Timer(limit + 60, runner.kill)
    watch.start()
    used, errors = 0.0, []
    try:
        pipe = Pipe(runner.stdout, runner.stdin)
        if pipe.receive() is None:
            return None, []
        watch.cancel()
        watch = threading.Timer(limit, runner.kill)
        watch.start()
        for number, cell in enumerate(cells, start=1):
            if cell.type == "code" and cell.kind in ("setup", "solution", "own"):
                pipe.send({"id": number, "op": "run", "args": {"source": cell.source}})
                reply = pipe.answer(number)
                if reply is None:
                    return None, [*errors, (cell, "ends its process, or goes on until the time is up")]
                used += reply["seconds"]
                if reply["error"]:
                    errors.append((cell, f"stops with {reply['error']['type']}: {reply['error']['text']}"))
                if reply["seconds"] > CELL_SECONDS:
                    errors.append((cell, f"takes {reply['seconds']:.0f} s; the grader stops it after {CELL_SECONDS}"))
        return used, errors
    except OSError:
        return None, errors
    finally:
        watch.cancel()
        runner.kill()
        runner.wait()


def tell(path, run=True):
    """Print what there is to say about a file; returns whether it will grade as it stands."""
    try:
        sheet, notebook, manifest, repaired = look(path)
    except (submission.Unreadable, OSError) as error:
        print(f"This will not grade. {error}")
        return False
    print(f"{path}: {sheet}, {notebook}")
    found = {cell.id: cell for cell in repaired.cells}
    for known in manifest["cells"]:
        cell = found.get(known["id"])
        if known["kind"] == "solution":
            state = "missing" if cell is None else "written" if cell.changed else "not started"
            print(f"  {known['id']:24} {state}")
        elif known["kind"] == "task":
            print(f"  {known['id']:24} a question; your tutor reads the cell below it")
    if repaired.notes:
        print("What the grader would put right, or take note of:")
        print("\n".join(f"  - {note}" for note in repaired.notes))
    good = not repaired.missing
    if run:
        seconds, errors = time_of(repaired.cells, Path(path).resolve().parent)
        for cell, text in errors:
            first = next((line for line in cell.source.splitlines() if line.strip()), "")
            print(f"  {cell.id}, which begins with `{first[:60]}`, {text}")
        # What a cell of one's own does is one's own affair.
        good = good and seconds is not None and not any(cell.kind == "solution" for cell, _ in errors)
        took = f"takes more than the {SECONDS} s" if seconds is None else f"takes {seconds:.0f} s of your {SECONDS}"
        print(f"Running it {took}, before the tests.")
    print("This will grade." if good else "This will grade in part: see above.")
    return good


def main(arguments=None):
    parser = argparse.ArgumentParser(prog="sheet_utils.preflight", description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path, nargs="+", help="a notebook")
    parser.add_argument("--no-run", action="store_true", help="do not run the cells")
    options = parser.parse_args(arguments)
    good = [tell(path, not options.no_run) for path in options.file]
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
