"""Is the installation whole? START.ipynb asks it; so does `python -m sheet_utils.installation`."""

import importlib.metadata
import json
import sys

from sheet_utils import datasets, engine, piecewise
from sheet_utils.files import data_path
from sheet_utils.preflight import other_versions

#: What the notebooks need beside this package, and how to get it.
NEEDED = ("torch", "numpy", "matplotlib", "ipywidgets", "anywidget", "plotly", "jupyterlab")
REMEDY = 'pip install -c requirements.lock ".[fast]"'


def faults() -> list[str]:
    """What is missing or damaged.

    Returns:
        One line for each, with what helps; empty where all is well.
    """
    lines = []
    for name in NEEDED:
        try:
            importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            lines.append(f"{name} is not installed. In the folder of the hand-out: {REMEDY}")
    for name in json.loads(data_path("checksums.json").read_text("utf-8")):
        try:
            datasets.checked_files.verified(name)
        except datasets.checked_files.DataError as error:
            lines.append(str(error))
    return lines


def compile_kernels() -> None:
    """Compile all that is compiled, or load it from disk; say so where numba is missing."""
    engine.prepare()
    if engine.AVAILABLE:
        piecewise.prepare()


def look() -> None:
    """Print what is there and what is not, and what helps."""
    _tell(faults())


def _tell(missing):
    compile_kernels()
    print("\n".join(f"✗ {line}" for line in missing) or f"✓ all {len(NEEDED)} packages are there, all data as recorded")
    if engine.AVAILABLE:
        print("✓ the engine is compiled")
    for line in other_versions():
        print(f"– {line}")
    print("Your installation is whole." if not missing else "Mend the lines with ✗, then restart the kernel.")


if __name__ == "__main__":
    missing = faults()
    _tell(missing)
    sys.exit(1 if missing else 0)
