"""nbgrader's formgrader, started where it belongs: in the course folder, with its server extension switched on."""

import contextlib
import os
import re
import socket
import sys
from pathlib import Path

EXTENSION = "{'nbgrader.server_extensions.formgrader': True}"
#: Where it serves unless somebody else does so already, such as a JupyterLab; then the next one that is free.
PORT = 8888
TRIED = 50


def port(more: list[str]) -> int:
    """The port on which it is going to serve.

    Args:
        more: further options of Jupyter's server; the port that one of them names is taken as it is.

    Returns:
        Its number.

    Raises:
        OSError: no port is free.
    """
    if named := re.search(r"(?:^| )--(?:ServerApp\.)?port[= ](\d+)", " ".join(more)):
        return int(named[1])
    for number in range(PORT, PORT + TRIED):
        with contextlib.suppress(OSError), socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the server does
            probe.bind(("127.0.0.1", number))
            return number
    raise OSError(f"no port from {PORT} to {PORT + TRIED - 1} is free; name one with --ServerApp.port=NUMBER")


def command(root: Path, port: int, more: list[str]) -> list[str]:
    """The command that serves formgrader for one class.

    Args:
        root: the class's folder, with its `nbgrader_config.py`.
        port: as `port` gives it.
        more: further options of Jupyter's server, such as `--no-browser`.

    Returns:
        The words of the command line, the program first.

    Raises:
        FileNotFoundError: the folder is no course folder.
    """
    if not (root / "nbgrader_config.py").is_file():
        raise FileNotFoundError(f"{root} has no nbgrader_config.py, so it is no course folder; name one with --root")
    settings = {
        "root_dir": root,
        "jpserver_extensions": EXTENSION,
        "default_url": "/formgrader",
        "open_browser": True,
        "port": port,
        # It serves there or says why not: on another port the reports' links would lead to somebody else.
        "port_retries": 0,
    }
    # The server takes a setting once only; Jupyter's short form is `--port`.
    named = {word.lstrip("-").removeprefix("ServerApp.").partition("=")[0].replace("-", "_") for word in more}
    ours = [f"--ServerApp.{name}={value}" for name, value in settings.items() if name not in named]
    return [sys.executable, "-m", "jupyter_server", *ours, *more]


def serve(root: Path, words: list[str]) -> None:
    """Become the server; Ctrl-C ends it. nbgrader reads its settings from the folder that it is started in.

    Args:
        root: the class's folder.
        words: of the `command`.
    """
    os.chdir(root)
    os.execv(words[0], words)
