"""Do the sheets run with the oldest and with the newest packages that `pyproject.toml` allows?

    make versions

Two new environments in `build/versions/`: one with the oldest version of everything that a student's notebooks need,
one with the newest; the first notebook of every sheet is run in both without a window. What was installed and what came
of it is printed as two tables. A range in `pyproject.toml` may be as wide as what this says yes to. PyTorch is not
among what changes: it takes gigabytes, and its version is that of `requirements.lock`.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import nbformat
from packaging.requirements import Requirement

from authoring.lock import pinned
from authoring.release import WIDGET
from grading.folders import NOTEBOOKS, ROOT

ENDS = ("oldest", "newest")
FOLDER = ROOT / "build" / "versions"

#: Run in the environment that is tried: a notebook, the folder it lies in, and where to write it.
RUN = """
import sys, nbclient, nbformat
notebook = nbformat.read(sys.argv[1], as_version=4)
client = nbclient.NotebookClient(notebook, timeout=600, kernel_name="python3", store_widget_state=False)
client.execute()
nbformat.write(notebook, sys.argv[2])
"""
#: Run there, too: the versions of the packages named.
TELL = "import importlib.metadata as m, json, sys; print(json.dumps({n: m.version(n) for n in sys.argv[1:]}))"


def ranges(path=ROOT / "pyproject.toml") -> dict[str, Requirement]:
    """What a student's notebooks need, with its range.

    Args:
        path: of the project's description.

    Returns:
        {name: requirement}, torch not among them.
    """
    project = tomllib.loads(Path(path).read_text("utf-8"))["project"]
    needed = [Requirement(text) for text in project["dependencies"] + project["optional-dependencies"]["fast"]]
    return {requirement.name: requirement for requirement in needed if requirement.name != "torch"}


def asked(requirement, end) -> str:
    """What pip is asked for at one end of a range.

    Args:
        requirement: of a package.
        end: "oldest" or "newest".

    Returns:
        `name==X`, or the range, of which pip takes the newest.

    Raises:
        ValueError: the range has no lower end, or no upper one: a version that nobody tried would be allowed.
    """
    bounds = {specifier.operator: specifier.version for specifier in requirement.specifier}
    if ">=" not in bounds or "<" not in bounds:
        raise ValueError(f"{requirement}: give this range both ends, `>=` and `<`")
    return f"{requirement.name}=={bounds['>=']}" if end == "oldest" else str(requirement)


def install(end, folder=FOLDER) -> Path:
    """A new environment with one end of every range.

    Args:
        end: "oldest" or "newest".
        folder: where it is made; one that lies there is made anew.

    Returns:
        Its Python.

    Raises:
        CalledProcessError: pip finds no versions that go together.
    """
    subprocess.run([sys.executable, "-m", "venv", "--clear", folder / end], check=True)
    python = folder / end / "bin" / "python"
    wanted = [f"torch=={pinned()['torch']}", *(asked(requirement, end) for requirement in ranges().values())]
    subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *wanted], check=True)
    return python


def texts(notebook) -> dict[str, str]:
    """The text that every cell of a notebook shows, save what differs between machines.

    Args:
        notebook: as nbformat reads it.

    Returns:
        {cell id: text}; cells with a figure after `≈` are left out, since it may be another elsewhere.
    """
    shown = {}
    for cell in notebook.cells:
        outputs = [output for output in cell.get("outputs", []) if output.get("name") != "stderr"]
        lines = [output.get("text") or output.get("data", {}).get("text/plain", "") for output in outputs]
        shown[cell.id] = "".join(lines)
    return {cell: text.strip() for cell, text in shown.items() if "≈" not in text}


def run(python, path, target) -> dict:
    """Run a notebook in an environment.

    Args:
        python: of the environment.
        path: of the notebook, as it is released.
        target: where it is written with its outputs.

    Returns:
        {"seconds": of the run, "widgets": sliders and the like that were shown, "other": ids of cells whose text is not
        the released one, "error": "" or the last line of what went wrong}.
    """
    # Not what is installed here in place: the environment's packages, and the course from this repository.
    settings = {**os.environ, "PYTHONPATH": str(ROOT), "JUPYTER_PATH": "", "OMP_NUM_THREADS": "1"}
    begin = time.perf_counter()
    words = [python, "-c", RUN, path, target]
    done = subprocess.run(words, cwd=target.parent, env=settings, text=True, capture_output=True)
    result = {"seconds": time.perf_counter() - begin, "widgets": 0, "other": [], "error": ""}
    if done.returncode:
        plain = re.sub(r"\x1b\[[0-9;]*m", "", done.stderr).strip()
        return result | {"error": plain.splitlines()[-1][:150]}
    notebook, released = (nbformat.read(name, as_version=4) for name in (target, path))
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    result["widgets"] = sum(WIDGET in output.get("data", {}) for output in outputs)
    now, then = texts(notebook), texts(released)
    result["other"] = sorted(cell for cell in then if cell in now and now[cell] != then[cell])
    return result


def table(head, rows) -> None:
    """Print a table in Markdown.

    Args:
        head: its first line, a list of texts.
        rows: its other lines.
    """
    for row in [head, ["---"] * len(head), *rows]:
        print("| " + " | ".join(row) + " |")


def main(arguments=None) -> int:
    """Try the ends of the ranges, and print what came of it.

    Args:
        arguments: of the command line; those of this process if None.

    Returns:
        0 if every notebook ran, otherwise 1.
    """
    parser = argparse.ArgumentParser(prog="authoring.versions", description=__doc__.splitlines()[0])
    parser.add_argument("--end", choices=ENDS, action="append", help="only this end (default: both)")
    ends = parser.parse_args(arguments).end or ENDS
    installed, rows = {}, []
    for end in ends:
        python = install(end)
        told = subprocess.run([python, "-c", TELL, *ranges(), "torch"], text=True, capture_output=True, check=True)
        installed[end] = json.loads(told.stdout)
        for folder in sorted(path for path in NOTEBOOKS.iterdir() if path.is_dir()):
            path = min(folder.glob("*.ipynb"))
            target = FOLDER / end / f"{folder.name}.ipynb"
            rows.append((end, f"{folder.name}/{path.stem}", run(python, path, target)))
            print(f"{end}: {rows[-1][1]} {rows[-1][2]['error'] or 'ran'}", file=sys.stderr, flush=True)
    table(["package", *ends], [[name, *(installed[end][name] for end in ends)] for name in [*ranges(), "torch"]])
    print()
    table(
        ["packages", "notebook", "seconds", "widgets", "cells that say something else", "error"],
        [
            [end, name, f"{result['seconds']:.0f}", str(result["widgets"]), ", ".join(result["other"]), result["error"]]
            for end, name, result in rows
        ],
    )
    return 1 if any(result["error"] for _, _, result in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
