"""nbgrader's commands, run as programs of their own."""

import os
import subprocess
import sys
from pathlib import Path

from grading.folders import COURSE


class NbgraderError(RuntimeError):
    """An nbgrader command failed; the text holds what it printed."""


def search_path():
    """PATH with the programs that lie beside this Python in front: nbgrader calls `alembic` by name."""
    beside, *known = str(Path(sys.executable).parent), *os.environ.get("PATH", "").split(os.pathsep)
    return os.pathsep.join([beside, *(folder for folder in known if folder != beside)])


def nbgrader(*arguments, cwd=COURSE):
    """Run one nbgrader command.

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
