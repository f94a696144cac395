"""pytest with nbval, as it is typed, except that kernels are forked: their imports would take longer than the cells."""

import os
import subprocess
import sys

from grading.folders import NOTEBOOKS


def nbval(kernels, *arguments):
    """Run pytest with nbval on some notebooks; returns (exit status, output).

    Args:
        kernels: the fixture of that name.
        arguments: of pytest.
    """
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-c", "pyproject.toml", *map(str, arguments)],
        cwd=NOTEBOOKS.parent, env={**os.environ, **kernels}, text=True, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )  # fmt: skip
    return done.returncode, done.stdout
