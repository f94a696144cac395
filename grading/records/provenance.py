"""What a result depends on beside the submission: the code and data that decide, and the versions they ran with."""

import functools
import hashlib
import importlib.metadata
import platform
from pathlib import Path

from grading.folders import ROOT

#: Folders of which every file can change a score or a page, at every depth, and the kinds of files that count there.
DECIDING = ("grading", "sheet_utils", "data")
DECIDING_KINDS = {".py", ".npz", ".pt", ".json", ".csv", ".txt", ".j2"}


@functools.lru_cache
def environment() -> dict:
    """The versions of Python and of the packages that decide, and the hash of our own code."""
    packages = ("torch", "numpy", "nbgrader", "ipython")
    return {
        "python": platform.python_version(),
        "packages": {name: importlib.metadata.version(name) for name in packages},
        "grader": code_hash(),
    }


@functools.lru_cache
def code_hash(root: Path = ROOT) -> str:
    """A hash of the code and data that decide a score.

    Args:
        root: of the repository.

    Returns:
        16 hexadecimal digits; another file, name or content gives others.
    """
    digest = hashlib.sha256()
    for path in deciding_files(root):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def deciding_files(root: Path) -> list[Path]:
    """The files that can change a score.

    Args:
        root: of the repository.

    Returns:
        Their paths, sorted.
    """
    return sorted(
        path
        for folder in DECIDING
        for path in (root / folder).rglob("*")
        if path.suffix in DECIDING_KINDS and path.is_file()
    )
