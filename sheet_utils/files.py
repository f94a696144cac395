"""Where the course's files lie, and how one is written as a whole. The tutors' commands use it: it imports no torch."""

import contextlib
import importlib.resources
import os
import tempfile
from pathlib import Path


def write_whole(path: Path | str, content: bytes) -> None:
    """Write a file so that it is there as a whole or not at all, even if the machine stops.

    Args:
        path: the file; folders above it are made.
        content: what it holds.

    Raises:
        OSError: the file cannot be written.
        TypeError: the content is not bytes.
    """
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise


def data_path(name="") -> Path:
    """Where a file of `data/` lies, from whichever folder a notebook runs.

    Args:
        name: the file, or "" for the folder.

    Returns:
        Its path, whether it is there or not.
    """
    try:
        return Path(str(importlib.resources.files("sheet_utils.data"))) / name
    except ModuleNotFoundError:
        # In the top folder of the hand-out its own sheet_utils/ comes before the one that was installed.
        return Path(__file__).parent.parent / "data" / name


def notebooks_path() -> Path:
    """Where the sheets lie as they were handed out.

    Returns:
        The path of the folder, whether it is there or not: in a wheel inside of the package, otherwise beside it.
    """
    inside = Path(__file__).parent / "notebooks"
    return inside if inside.is_dir() else Path(__file__).parent.parent / "notebooks"
