"""The zip that a lecturer gives out: notebooks, `sheet_utils`, data and how to install them."""

import zipfile
from pathlib import Path

from course.release import NOTEBOOKS

ROOT = NOTEBOOKS.parent
NAME = "chaos-rnn-course"
PARTS = ["notebooks", "sheet_utils", "data", "README.md", "LICENSE", "environment.yml", "pyproject.toml", "setup.py"]
LEFT_OUT = {"__pycache__", ".ipynb_checkpoints"}


def make(target=ROOT / "dist" / f"{NAME}.zip"):
    """Write the hand-out.

    Returns:
        The path of the zip.
    """
    target = Path(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in PARTS:
            path = ROOT / part
            files = [path] if path.is_file() else sorted(p for p in path.rglob("*") if p.is_file())
            for file in files:
                name = file.relative_to(ROOT)
                if not LEFT_OUT & set(name.parts):
                    # A fixed date: the same content gives the same zip.
                    entry = zipfile.ZipInfo(f"{NAME}/{name.as_posix()}", date_time=(2026, 1, 1, 0, 0, 0))
                    entry.compress_type = zipfile.ZIP_DEFLATED
                    entry.external_attr = 0o644 << 16
                    archive.writestr(entry, file.read_bytes())
    return target
