"""What students get, as a wheel and a source distribution.

Both are built in the unpacked hand-out and not in the repository: so they hold what a student may see, and no hidden
test, no stored result of one, and no answer. A tutor and an author work in a clone.
"""

import os
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from authoring import handout
from grading.folders import ROOT

#: The date of every file in the wheel, as in the hand-out the first day of 2026: the same content, the same wheel.
EPOCH = "1767225600"


def make(target=ROOT / "dist") -> list[Path]:
    """Build both, with the setuptools that are installed and without a network.

    Args:
        target: the folder to write to, a `Path`; it is made where it is missing.

    Returns:
        [wheel, source distribution].

    Raises:
        RuntimeError: the build failed; the message is what it printed.
    """
    with tempfile.TemporaryDirectory() as folder:
        with zipfile.ZipFile(handout.make(Path(folder) / "handout.zip")) as archive:
            archive.extractall(folder)
        words = [sys.executable, "-m", "build", "--no-isolation", "--outdir", target, Path(folder) / handout.NAME]
        done = subprocess.run(words, env={**os.environ, "SOURCE_DATE_EPOCH": EPOCH}, text=True, capture_output=True)
    if done.returncode:
        raise RuntimeError(done.stdout + done.stderr)
    stem = f"{handout.NAME.replace('-', '_')}-*"
    return [max(Path(target).glob(stem + end), key=os.path.getmtime) for end in (".whl", ".tar.gz")]
