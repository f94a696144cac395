"""What is stored and compared holds on another processor: libraries are told to use an older one's instructions."""

import os
import subprocess
import sys

from grading.folders import COURSE

OLDER = {"OPENBLAS_CORETYPE": "Nehalem", "MKL_CBWR": "COMPATIBLE", "ATEN_CPU_CAPABILITY": "default"}


def test_fingerprints_are_current_on_an_older_processor():
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider",
         "-k", "fingerprints and current or bundled_network", "tests/test_sheets.py", "tests/test_checks.py"],
        cwd=COURSE.parent, env={**os.environ, **OLDER}, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    assert done.returncode == 0 and "9 passed" in done.stdout, done.stdout
