"""From `solutions/` to `notebooks/`: nbgrader takes the solutions out, then the blank sheet is run once.

The release carries the outputs of that run, so that pictures and texts stand in it before anybody has typed,
and `pytest --nbval notebooks` has something to compare with.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import nbformat
from nbclient import NotebookClient

from course.folders import COURSE, NOTEBOOKS, SOLUTIONS

WIDGET = "application/vnd.jupyter.widget-view+json"


class ReleaseError(RuntimeError):
    """nbgrader could not make the release, or a released notebook does not run blank."""


def sheets():
    """The names of the assignments, in order."""
    return sorted(folder.name for folder in SOLUTIONS.iterdir() if folder.is_dir() and any(folder.glob("*.ipynb")))


def search_path():
    """PATH with the programs that lie beside this Python in front: nbgrader calls `alembic` by name."""
    beside, *known = str(Path(sys.executable).parent), *os.environ.get("PATH", "").split(os.pathsep)
    return os.pathsep.join([beside, *(folder for folder in known if folder != beside)])


def nbgrader(*arguments, cwd=COURSE):
    """Run one nbgrader command.

    Raises:
        ReleaseError: it failed; the message holds what it printed.
    """
    environment = dict(os.environ, PATH=search_path())
    done = subprocess.run(
        [sys.executable, "-m", "nbgrader", *map(str, arguments)],
        cwd=cwd, env=environment, text=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    if done.returncode:
        raise ReleaseError(f"nbgrader {' '.join(map(str, arguments))} failed:\n{done.stdout}")
    return done.stdout


def strip(sheet, target):
    """Let nbgrader write the student version of one sheet to `target/sheet`, without outputs.

    A gradebook of its own is used: making a release never touches grades.
    """
    with tempfile.TemporaryDirectory() as scratch:
        nbgrader(
            "generate_assignment", sheet, "--force", "--create",
            f"--CourseDirectory.db_url=sqlite:///{scratch}/release.db",
            f"--CourseDirectory.release_directory={target}",
        )  # fmt: skip


def execute(path):
    """Run a notebook where it lies and write its outputs into it, without what differs from run to run.

    Raises:
        ReleaseError: a cell failed.
    """
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook,
        timeout=600,
        record_timing=False,
        store_widget_state=False,
        resources={"metadata": {"path": path.parent}},
    )
    try:
        client.execute()
    except Exception as error:
        raise ReleaseError(f"{path.name} does not run: {error}") from error
    clean(notebook)
    nbformat.write(notebook, path)


def clean(notebook):
    """Drop what a saved notebook does not need: stderr, and widgets that have no kernel any more.

    A widget of the course shows a static picture beside itself; that picture stays. Lines that were printed one after
    another become one output: how many they came in is a matter of timing.
    """
    notebook.metadata.pop("widgets", None)
    notebook.metadata["language_info"] = {"name": "python"}
    for cell in notebook.cells:
        if cell.cell_type == "code":
            printed, cell.outputs = [out for out in cell.outputs if out.get("name") != "stderr"], []
            for out in printed:
                out.get("data", {}).pop(WIDGET, None)
                if out.output_type == "stream" and cell.outputs and cell.outputs[-1].output_type == "stream":
                    cell.outputs[-1].text += out.text
                else:
                    cell.outputs.append(out)


def make(sheet, target=NOTEBOOKS, run=True):
    """Make the release of one sheet in `target/sheet`; what lay there is replaced only when all went well."""
    with tempfile.TemporaryDirectory() as scratch:
        strip(sheet, Path(scratch))
        made = Path(scratch) / sheet
        if run:
            for path in sorted(made.glob("*.ipynb")):
                execute(path)
        place = Path(target) / sheet
        if place.exists():
            shutil.rmtree(place)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(made, place)
    return place
