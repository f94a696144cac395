"""Where the course's files lie, which others a user may add, and how one is written as a whole.

The commands use it: it imports no torch.
"""

import contextlib
import importlib.resources
import os
import tempfile
from pathlib import Path

#: Files that are not ours to hand out, and that a user may put into `data/`: the sha256 they have to have.
GUESTS = {
    "war_and_peace.txt": "eaecfcb30408e2bc35ffe69b297127e3a6ca75548c033df4d2e703b5ff711f8d",
    "cmu_mocap/02.asf": "c9f5ff45b4437b279f58b95dacf017afd3135373096274df69436a9354d796cf",
    "cmu_mocap/02_01.amc": "1503c481f4726e640c77888f0c841dd3be0694684bcd32296cf53685c6fc1492",
    "cmu_mocap/02_02.amc": "2ece9e0c7791c5c0fef5a951eccfe7e985caeb734667b1d1ea089cfedffd8a6e",
    "cmu_mocap/02_03.amc": "07df256876f0941ea464083162503790a05ffa021fd6d6d5b2c22ac98127762a",
}


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
