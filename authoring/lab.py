"""A student's working copy: what is missing in `work/` is copied from `notebooks/`, nothing is overwritten."""

import shutil
from pathlib import Path

from grading.folders import NOTEBOOKS, ROOT

WORK = ROOT / "work"


def prepare(work=WORK, notebooks=NOTEBOOKS) -> list[Path]:
    """Copy the sheets that are not in the working folder yet.

    Args:
        work: the working folder.
        notebooks: the folder with the released sheets.

    Returns:
        The list of files copied, relative to the working folder.
    """
    work, copied = Path(work), []
    for source in sorted(Path(notebooks).rglob("*.ipynb")):
        name = source.relative_to(notebooks)
        if ".ipynb_checkpoints" not in name.parts and not (work / name).exists():
            (work / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, work / name)
            copied.append(name)
    return copied
