"""In place of `subprocess` where a preflight runs cells: forks the process from one that has imported what it needs.

That takes two seconds otherwise. Nothing of the course is imported here, since every process that is forked imports it.
"""

import importlib
import multiprocessing
import os
import sys
from subprocess import PIPE

FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(
    ["sheet_utils.submission.cellrun", "sheet_utils.plots", "sheet_utils.widgets", "sheet_utils.engine"]
)
COMMAND = [sys.executable, "-P", "-m", "sheet_utils.submission.cellrun"]


class Popen:
    """Starts that process alone."""

    def __init__(self, command, cwd, env, stdin, stdout):
        assert command == COMMAND and stdin == stdout == PIPE
        (given, to), (from_, sent) = FORKS.Pipe(duplex=False), FORKS.Pipe(duplex=False)
        self._process = FORKS.Process(target=_serve, args=(str(cwd), env, given, sent))
        self._process.start()
        given.close(), sent.close()
        self.stdin, self.stdout = _file(to, "wb"), _file(from_, "rb")

    def kill(self):
        self._process.kill()

    def wait(self):
        self._process.join()


def _file(connection, mode):
    """The end of a pipe as a file, as `subprocess` has it."""
    with connection:
        return os.fdopen(os.dup(connection.fileno()), mode)


def _serve(folder, environment, given, sent):
    """Become what the command starts."""
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    os.dup2(given.fileno(), 0)
    os.dup2(sent.fileno(), 1)
    given.close(), sent.close()
    sys.argv = COMMAND[3:]
    # It is there already, unless the server of this process began with what others of the tests need.
    importlib.import_module(COMMAND[-1]).main()
