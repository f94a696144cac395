"""From `solutions/` to `notebooks/`: nbgrader takes the solutions out, then the blank sheet is run once.

The release carries the outputs of that run, so that pictures and texts stand in it before anybody has typed,
and `pytest --nbval notebooks` has something to compare with.
"""

import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import nbformat
from nbclient import NotebookClient

from grading.folders import NOTEBOOKS, SOLUTIONS
from grading.nbgrader_command import nbgrader

#: How long the first cell took is a matter of the machine.
SECONDS = re.compile(r"^Ready in ≈ .* s\.$")
#: What a live notebook shows in place of a picture, and what differs from machine to machine.
WIDGET = "application/vnd.jupyter.widget-view+json"
LIVE = (WIDGET, "application/vnd.plotly.v1+json")
#: The notebook before the first sheet. It is no assignment: nobody hands it in, and no grader knows it.
START = "START.ipynb"
#: How nbgrader is asked for all sheets at once.
EVERY = "sheet*"


class ReleaseError(RuntimeError):
    """A released notebook does not run blank."""


def sheets() -> list[str]:
    """The names of the assignments, in order."""
    return sorted(folder.name for folder in SOLUTIONS.iterdir() if folder.is_dir() and any(folder.glob("*.ipynb")))


def strip(sheet, target) -> None:
    """Let nbgrader write the student version of one sheet, or of several, without outputs.

    A gradebook of its own is used: making a release never touches grades.

    Args:
        sheet: its name, or a pattern of names such as `EVERY`.
        target: the folder that gets a folder of that name.
    """
    with tempfile.TemporaryDirectory() as scratch:
        nbgrader(
            "generate_assignment", sheet, "--force", "--create",
            f"--CourseDirectory.db_url=sqlite:///{scratch}/release.db",
            f"--CourseDirectory.release_directory={target}",
        )  # fmt: skip


def name_kernel(path) -> None:
    """Name the kernel that everybody has, whichever the author's machine had for it.

    Args:
        path: of the notebook; it is rewritten.
    """
    notebook = nbformat.read(path, as_version=4)
    notebook.metadata.kernelspec = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    nbformat.write(notebook, path)


def execute(path) -> None:
    """Run a notebook where it lies and write its outputs into it, without what differs from run to run.

    Args:
        path: of the notebook.

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


def clean(notebook) -> None:
    """Drop what a saved notebook does not need: stderr, and widgets that have no kernel any more.

    A widget of the course shows a static picture beside itself; that picture stays. Lines that were printed one after
    another become one output: how many they came in is a matter of timing.

    Args:
        notebook: as nbformat reads it; it is changed.
    """
    notebook.metadata.pop("widgets", None)
    notebook.metadata["language_info"] = {"name": "python"}
    for cell in notebook.cells:
        if cell.cell_type == "code":
            for out in cell.outputs:
                if "text/plain" in out.get("data", {}):
                    out.data["text/plain"] = SECONDS.sub("Ready.", out.data["text/plain"])
            printed, cell.outputs = [out for out in cell.outputs if out.get("name") != "stderr"], []
            for out in printed:
                live = [out.get("data", {}).pop(kind, None) for kind in LIVE]
                if any(live) and not out.data:
                    continue  # a widget, whose picture is the output before it
                if out.output_type == "stream" and cell.outputs and cell.outputs[-1].output_type == "stream":
                    cell.outputs[-1].text += out.text
                else:
                    cell.outputs.append(out)


def make_start(target=NOTEBOOKS, run=True) -> Path:
    """Make the notebook before the first sheet: nothing has to be taken out of it, so it is copied and run.

    Args:
        target: the folder that gets it.
        run: whether it is run.

    Returns:
        Its path.

    Raises:
        ReleaseError: a cell failed.
    """
    path = Path(target) / START
    path.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(SOLUTIONS / START, path)
    name_kernel(path)
    if run:
        execute(path)
    return path


def make(sheet, target=NOTEBOOKS, run=True) -> Path:
    """Make the release of one sheet; an older release is replaced only when all went well.

    Args:
        sheet: its name.
        target: the folder that gets a folder of that name.
        run: whether the blank notebooks are run.

    Returns:
        The folder of the release.

    Raises:
        ReleaseError: a cell of a blank notebook failed.
    """
    with tempfile.TemporaryDirectory() as scratch:
        strip(sheet, Path(scratch))
        return _finish(Path(scratch) / sheet, Path(target), run)


def make_all(target=NOTEBOOKS, run=True) -> Iterator[Path]:
    """Make the releases of all sheets, one after another; nbgrader is started once.

    Args:
        target, run: as in `make`.

    Yields:
        The folder of each release, as soon as it is there.

    Raises:
        ReleaseError: a cell of a blank notebook failed; the releases of the sheets before it are there.
    """
    with tempfile.TemporaryDirectory() as scratch:
        strip(EVERY, Path(scratch))
        for sheet in sheets():
            yield _finish(Path(scratch) / sheet, Path(target), run)


def _finish(blank, target, run):
    """Name the kernel of a sheet that nbgrader has written, run it, and put it in the place of an older release."""
    for path in blank.glob("*.ipynb"):
        name_kernel(path)
    if run:
        for path in sorted(blank.glob("*.ipynb")):
            execute(path)
    released = target / blank.name
    if released.exists():
        shutil.rmtree(released)
    released.parent.mkdir(parents=True, exist_ok=True)
    shutil.copytree(blank, released)
    return released
