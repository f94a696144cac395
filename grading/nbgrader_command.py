"""nbgrader's commands, run as programs of their own, and course folders in which they can be run."""

import os
import subprocess
import sys
from pathlib import Path

from grading.folders import COURSE, NOTEBOOKS, SOLUTIONS


class NbgraderError(RuntimeError):
    """An nbgrader command failed; the text holds what it printed."""


def search_path() -> str:
    """PATH with the programs that lie beside this Python in front: nbgrader calls `alembic` by name."""
    beside, *known = str(Path(sys.executable).parent), *os.environ.get("PATH", "").split(os.pathsep)
    return os.pathsep.join([beside, *(folder for folder in known if folder != beside)])


def write_settings(folder: Path, release: Path | str = NOTEBOOKS) -> None:
    """Let nbgrader work in a folder as it does in `course/`: the same settings, and the same sources.

    Args:
        folder: it gets an `nbgrader_config.py`, and is made where it is not there.
        release: the folder of the released sheets.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "nbgrader_config.py").write_text(
        f"load_subconfig({str(COURSE / 'nbgrader_config.py')!r})\n"
        "c = get_config()\n"
        f"c.CourseDirectory.source_directory = {str(SOLUTIONS)!r}\n"
        f"c.CourseDirectory.release_directory = {str(release)!r}\n"
    )


def nbgrader(*arguments: object, cwd: Path = COURSE) -> str:
    """Run one nbgrader command.

    Args:
        *arguments: of the command line.
        cwd: the course folder to run it in.

    Returns:
        What it printed.

    Raises:
        NbgraderError: it failed; the message holds what it printed.
    """
    environment = dict(os.environ, PATH=search_path())
    done = subprocess.run(
        [sys.executable, "-m", "nbgrader", *map(str, arguments)],
        cwd=cwd, env=environment, text=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    if done.returncode:
        raise NbgraderError(f"nbgrader {' '.join(map(str, arguments))} failed:\n{done.stdout}")
    return done.stdout
