"""nbgrader's formgrader, started where it belongs: in the course folder, with its server extension switched on."""

import os
import sys
from pathlib import Path

EXTENSION = "{'nbgrader.server_extensions.formgrader': True}"


def command(root: Path, more: list[str]) -> list[str]:
    """The command that serves formgrader for one class.

    Args:
        root: the class's folder, with its `nbgrader_config.py`.
        more: further options of Jupyter's server, such as `--no-browser`.

    Returns:
        The words of the command line, the program first.
    """
    settings = {
        "root_dir": root,
        "jpserver_extensions": EXTENSION,
        "default_url": "/formgrader",
        "open_browser": True,
    }
    # The server takes a setting once only.
    ours = [f"--ServerApp.{name}={value}" for name, value in settings.items() if not any(name in word for word in more)]
    return [sys.executable, "-m", "jupyter_server", *ours, *more]


def serve(root: Path, more: list[str]) -> None:
    """Become the server; Ctrl-C ends it. nbgrader reads its settings from the folder that it is started in.

    Args:
        root, more: as in `command`.

    Raises:
        FileNotFoundError: the folder is no course folder.
    """
    if not (root / "nbgrader_config.py").is_file():
        raise FileNotFoundError(f"{root} has no nbgrader_config.py, so it is no course folder; name one with --root")
    os.chdir(root)
    words = command(root, more)
    os.execv(words[0], words)
