"""pytest with nbval, as it is typed."""

import subprocess
import sys

from grading.folders import NOTEBOOKS


def nbval(*arguments):
    """Run pytest with nbval on some notebooks; returns (exit status, output)."""
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-c", "pyproject.toml", *map(str, arguments)],
        cwd=NOTEBOOKS.parent, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    return done.returncode, done.stdout
