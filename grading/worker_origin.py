"""The process that a class's workers are forked from: as a pool holds it, and what it does itself.

    python -m grading.worker_origin MODULE:FUNCTION DESCRIPTOR PARENT

It has imported what the work needs, which takes seconds, and does nothing but fork workers and end them.
"""

import contextlib
import gc
import importlib
import json
import multiprocessing
import multiprocessing.connection
import os
import resource
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from typing import NamedTuple

from grading.sandbox.isolation import IsolationError, die_with_parent

# Bytes of address space of a worker.
MEMORY = 8_000_000_000
# Bytes of what is asked of it, at most.
REQUEST = 1 << 10
#: Seconds until it has to answer; before the first answer it imports, and the machine may be busy.
PATIENCE = 300.0


class Worker(NamedTuple):
    """A process that was forked.

    Attributes:
        pid: its number; None where none could be forked.
        line: our end of the line to it; at its end where the worker is gone.
        origin: the process that it was forked from, and ends with.
    """

    pid: int | None
    line: multiprocessing.connection.Connection
    origin: subprocess.Popen | None


class Origin:
    """The process, as a pool holds it. It is started with the first worker.

    Args:
        work: "module:function", what is done with a task. Where the module has a function `prepare`, that is called
            once, before the first worker.
        scratch: the folder for temporary files.

    Attributes:
        losses: how many such processes have ended, or did not answer, and were replaced.
    """

    def __init__(self, work, scratch):
        self.work, self.scratch, self.process, self.line, self.losses = work, scratch, None, None, 0

    def fork(self) -> Worker:
        """Have a worker forked.

        Returns:
            The `Worker`.
        """
        ours, theirs = multiprocessing.Pipe()
        with theirs:
            for _ in range(2):
                with contextlib.suppress(OSError, ValueError):
                    if self.process is None:
                        self._start()
                    return Worker(self._ask([theirs.fileno()]), ours, self.process)
                # It has been ended from outside, for its memory perhaps: the worker is forked from another one.
                self._lose()
        return Worker(None, ours, None)

    def end(self, worker) -> None:
        """End a worker. Where this process turns out to be lost, all have ended, and the next is forked from another.

        Args:
            worker: from `fork`.
        """
        worker.line.close()
        # Those of a process before this one have ended with it, and their numbers may be others' by now.
        if worker.origin is not None and worker.origin is self.process:
            try:
                self._ask(end=worker.pid)
            except (OSError, ValueError):
                self._lose()

    def close(self) -> None:
        """End the process itself, and with it every worker."""
        if self.process is not None:
            self.line.close()
            self.process.kill()
            self.process.wait()
            self.process = None

    def _lose(self):
        self.losses += 1
        self.close()

    def _start(self):
        self.line, theirs = socket.socketpair()
        self.line.settimeout(PATIENCE)
        command = [sys.executable, "-m", "grading.worker_origin", self.work, str(theirs.fileno()), str(os.getpid())]
        environment = {**os.environ, "TMPDIR": str(self.scratch)}
        with theirs:
            self.process = subprocess.Popen(
                command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL, env=environment
            )

    def _ask(self, descriptors=(), **request):
        socket.send_fds(self.line, [json.dumps(request).encode()], descriptors)
        # Where it is gone there is nothing to read.
        return json.loads(self.line.recv(REQUEST))


def function_of(work: str) -> Callable:
    """What is done with a task.

    Args:
        work: "module:function".

    Returns:
        The function.
    """
    module, name = work.split(":")
    return getattr(importlib.import_module(module), name)


def serve(work, descriptor, parent) -> None:
    """Fork workers and end them, as asked, until the line closes or the process that started this one ends.

    Args:
        work: "module:function", what is done with a task.
        descriptor: the number of this end of the line.
        parent: the number of the process that started this one.
    """
    die_with_parent()
    if os.getppid() != parent:
        return
    # An interrupt from the keyboard is for the process that started us.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    line = socket.socket(fileno=descriptor)
    # Nothing of what is imported is garbage: looking for some takes a tenth of the time.
    gc.disable()
    function = function_of(work)
    getattr(importlib.import_module(work.partition(":")[0]), "prepare", lambda: None)()
    gc.enable()
    gc.freeze()
    workers = set()
    while True:
        data, descriptors, *_ = socket.recv_fds(line, REQUEST, 1)
        if not data:
            return
        request = json.loads(data)
        if "end" not in request:
            worker = _forked(function, line, *descriptors)
            workers.add(worker)
        elif (worker := request["end"]) in workers:
            workers.remove(worker)
            os.kill(worker, signal.SIGKILL)
            os.waitpid(worker, 0)
        line.send(json.dumps(worker).encode())


def _forked(function, line, descriptor):
    """The number of a new worker."""
    origin = os.getpid()
    worker = os.fork()
    if worker == 0:
        try:
            die_with_parent()
            line.close()
            if os.getppid() == origin:
                _work(function, descriptor)
        finally:
            # What is to be done at the end of a process is to be done by the one that this is a copy of.
            os._exit(0)
    os.close(descriptor)
    return worker


def _work(function, descriptor):
    """Work on tasks until the line closes."""
    # A file can be made to unfold to many times its size.
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    line = multiprocessing.connection.Connection(descriptor)
    with contextlib.suppress(EOFError, OSError):
        while True:
            task = line.recv()
            try:
                answer = function(task)
            except IsolationError as error:
                answer = error
            except Exception as error:
                answer = RuntimeError(f"{type(error).__name__}: {error}")
            line.send(answer)


if __name__ == "__main__":
    serve(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
