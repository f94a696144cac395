"""Work for the processes of a pool; it imports nothing, so that their start takes no time."""

import os
import signal
import tempfile
import time
from pathlib import Path

#: The processes in which `prepare` was called, as this one knows it.
PREPARED = []


def prepare():
    """Remember who prepared."""
    PREPARED.append(os.getpid())


def tell_descent(task):
    """Say who this is, whom it was forked from, and who prepared; at "SIGNAL FOLDER" send it to the second, thrice."""
    name, _, folder = str(task).partition(" ")
    if folder and len(marks := list(Path(folder).iterdir())) < 3:
        Path(folder, str(len(marks))).touch()
        os.kill(os.getppid(), signal.Signals[name])
        time.sleep(60 if name == "SIGKILL" else 0)
        os._exit(0)
    return os.getpid(), os.getppid(), PREPARED


def always_lose(_):
    """End the process that this one was forked from."""
    os.kill(os.getppid(), signal.SIGKILL)
    time.sleep(60)


def leave_a_file(_):
    """Leave something behind, and say where."""
    return tempfile.mkdtemp()


def never_ends(_):
    """Take longer than anybody waits."""
    while True:
        time.sleep(1)


def fail_once(task):
    """End this very process, the first time."""
    mark = Path(task["mark"])
    if task["dies"] and not (task["twice"] is False and mark.exists()):
        mark.touch()
        os._exit(9)
    return task["number"]
