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
    """Say who this is, whom it was forked from, and who prepared; at "lose PATH" end the second of them, once."""
    if str(task).startswith("lose ") and not (mark := Path(task[5:])).exists():
        mark.touch()
        os.kill(os.getppid(), signal.SIGKILL)
        time.sleep(60)
    return os.getpid(), os.getppid(), PREPARED


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
