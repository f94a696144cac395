"""Before you hand in: does this file grade?

    python -m sheet_utils.preflight FILE

It reads the file with the grader's own loader, says which cells are damaged and how they would be repaired, runs the
cells that the grader would run, and says how much of the time they take and whether your functions are there then. It
works offline and knows no hidden test: of an answer it says what the check in the notebook says.
"""

import argparse
import ast
import contextlib
import importlib.metadata
import json
import sys
from pathlib import Path

from sheet_utils import submission, variant
from sheet_utils.files import data_path
from sheet_utils.submission.definitions import definitions
from sheet_utils.submission.rehearsal import CELL_SECONDS, SECONDS, Rehearsed, rehearse

__all__ = ["CELL_SECONDS", "SECONDS", "main", "tell"]

#: A file of another name belongs to a notebook of which it has at least so many cells.
COMMON_CELLS = 3


def find_sheet(path, cells) -> tuple[str, str, dict]:
    """Which notebook of which sheet a file is: by its name, or by what is in it.

    Args:
        path: of the file.
        cells: from `submission.read`.

    Returns:
        (sheet, notebook, manifest).

    Raises:
        Unreadable: it is none that is known here.
    """
    ids = {str(cell["grading"].get("grade_id") or cell["id"]) for cell in cells}
    candidates = []
    for sheet, notebooks in submission.manifests().items():
        for name, manifest in notebooks.items():
            named = submission.plain_name(path.name) == submission.plain_name(name)
            known = {cell["id"] for cell in manifest["cells"] if cell["kind"] in ("graded", "solution", "task")}
            candidates.append((100 * named + len(ids & known), (sheet, name, manifest)))
    score, best = max(candidates, key=lambda candidate: candidate[0], default=(0, None))
    if score < COMMON_CELLS:
        raise submission.Unreadable("This is no notebook of a sheet that is known here.")
    return best


def look(path) -> tuple:
    """Read a file and put it in order.

    Args:
        path: of the file.

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


def foreign_imports(cells, folder) -> list[str]:
    """The modules that cells import and that are not installed where work is graded.

    Args:
        cells: of a `sheet_utils.submission.Submission`.
        folder: of the notebook; a module that lies there is handed in with it.

    Returns:
        Sorted names.
    """
    names = set()
    for cell in cells:
        if cell.type == "code" and cell.changed and cell.kind in ("setup", "solution", "own"):
            for source in definitions(cell.source):
                for node in ast.walk(ast.parse(source)):
                    if isinstance(node, ast.Import):
                        names |= {alias.name.partition(".")[0] for alias in node.names}
                    elif isinstance(node, ast.ImportFrom) and not node.level:
                        names.add((node.module or "").partition(".")[0])
    beside = {path.stem for path in Path(folder).iterdir() if path.suffix == ".py" or path.is_dir()}
    return sorted(names - set(sys.stdlib_module_names) - set(environment().get("modules", ())) - beside - {""})


def environment() -> dict:
    """What work is graded with.

    Returns:
        {"python": "3.11", "packages": {name: version}, "modules": [...]}; empty where it was not recorded.
    """
    path = data_path("environment.json")
    return json.loads(path.read_text("utf-8")) if path.is_file() else {}


def other_versions() -> list[str]:
    """Where this Python and its packages are others than those of grading.

    Returns:
        One line for each difference.
    """
    known, lines = environment(), []
    here = f"{sys.version_info.major}.{sys.version_info.minor}"
    if known and known["python"] != here:
        lines.append(f"You have Python {here}, and your work is graded with {known['python']}: what only one of them "
                     "understands is a SyntaxError in the other.")  # fmt: skip
    for name, version in known.get("packages", {}).items():
        with contextlib.suppress(importlib.metadata.PackageNotFoundError):
            installed = importlib.metadata.version(name).partition("+")[0]
            if installed.split(".")[:2] != version.split(".")[:2]:
                lines.append(f"You have {name} {installed}, and your work is graded with {version}.")
    return lines


def tell(path, run=True) -> bool:
    """Print what there is to say about a file.

    Args:
        path: of the file.
        run: whether its cells are run.

    Returns:
        Whether it will grade as it stands.
    """
    try:
        sheet, notebook, manifest, repaired = look(path)
    except (submission.Unreadable, OSError) as error:
        print(f"This will not grade. {error}")
        return False
    print(f"{path}: {sheet}, {notebook}")
    rehearsed = rehearse(repaired.cells, manifest, Path(path).resolve().parent) if run else Rehearsed()
    cells = {cell.id: cell for cell in repaired.cells}
    for known in manifest["cells"]:
        cell = cells.get(known["id"])
        if known["kind"] == "solution":
            state = "missing" if cell is None else "written" if cell.changed else "not started"
            trouble, verdict = rehearsed.answers.get(known["id"]), rehearsed.states.get(known["id"])
            state += f", but {trouble}" if trouble else f"; its check says: {verdict}" if verdict else ""
            print(f"  {known['id']:24} {state}")
        elif known["kind"] == "task":
            print(f"  {known['id']:24} a question; your tutor reads the cell below it")
    if repaired.notes:
        print("What the grader would put right, or take note of:")
        print("\n".join(f"  - {note}" for note in repaired.notes))
    if variant.student() == "":
        print(f"  {variant.MISSING}")
    good = not repaired.missing
    if run:
        good = tell_rehearsed(rehearsed, repaired.cells, path) and good
    print("This will grade." if good else "This will grade in part: see above.")
    return good


def tell_rehearsed(rehearsed, cells, path) -> bool:
    """Print what came of running the cells.

    Args:
        rehearsed: a `Rehearsed`.
        cells: of the notebook.
        path: of its file.

    Returns:
        Whether nothing hinders their points.
    """
    for cell, text in rehearsed.errors:
        first = next((line for line in cell.source.splitlines() if line.strip()), "")
        print(f"  {cell.id}, which begins with `{first[:60]}`, {text}")
    for name in foreign_imports(cells, Path(path).resolve().parent):
        print(f"  `import {name}` fails where your work is graded, since the course does not install {name}.")
    for line in rehearsed.switches:
        print(f"  A cell has set {line} for the whole process. Your functions are called without it.")
    for line in other_versions():
        print(f"  {line}")
    used = rehearsed.seconds
    took = f"takes more than the {SECONDS} s" if used is None else f"takes {used:.0f} s of your {SECONDS}"
    print(f"Running it {took}, before the tests.")
    # What a cell of one's own does is one's own affair, as long as the functions are there.
    return used is not None and not any(rehearsed.answers.values())


def main(arguments=None) -> int:
    """Look at the files that are named on the command line.

    Args:
        arguments: of the command line; those of this process if None.

    Returns:
        0 if all files will grade as they stand, otherwise 1.
    """
    parser = argparse.ArgumentParser(prog="sheet_utils.preflight", description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path, nargs="+", help="a notebook")
    parser.add_argument("--no-run", action="store_true", help="do not run the cells")
    options = parser.parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        # A console of Windows may have no Greek letters.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    good = [tell(path, not options.no_run) for path in options.file]
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
