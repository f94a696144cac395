"""Tasks done side by side: by processes of this machine, or by the workers of a Dask cluster.

A task and its result are plain data. A worker that dies costs the task that it had at that moment, and only after
a second try; the others go on. What workers put into their folder for temporary files goes with them.

The workers of this machine are forked from one process that has imported what the work needs, which takes seconds.
"""

import contextlib
import fcntl
import gc
import importlib
import json
import multiprocessing
import multiprocessing.connection
import os
import resource
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from grading.sandbox import accounting
from grading.sandbox.isolation import IsolationError, die_with_parent

TRIES = 2
# Bytes of address space of a worker.
MEMORY = 8_000_000_000
# How the folder is called that a run's workers keep temporary files in.
SCRATCH = "grading-workers-"
# Bytes of what is asked of the process that workers are forked from, at most.
REQUEST = 1 << 10
LOOPBACK = ("127.0.0.1", "localhost", "::1")


class WorkerDied(RuntimeError):
    """The process that worked on a task ended without an answer, twice."""


class Pool:
    """A number of processes that work on one task at a time, and end with this one.

    They descend from a program of their own and not from this process, whose threads and open files are nothing for a
    fork; `multiprocessing` would run the caller's main module again, which may be a Jupyter server.

    Args:
        work: "module:function", what is done with a task. Where the module has a function `prepare`, that is called
            once, before the first worker.
        count: how many processes.
        seconds: after which a worker is ended and its task given up, or None; by the clock of the worker and of all
            that it started, which a busy machine slows down.
    """

    def __init__(self, work, count, seconds=None):
        self.work, self.count, self.seconds = work, count, seconds

    def run(self, tasks) -> Iterator[tuple]:
        """Work on tasks, and hand over each result as soon as it is there.

        Args:
            tasks: an iterable; it is asked for the next task when a worker is free.

        Yields:
            (task, result), in the order in which they are done; a result is an exception where the work raised one, and
            `WorkerDied` where a worker died twice or took too long.
        """
        waiting, again, idle, busy = ((task, 0) for task in tasks), [], [], {}
        scratch = Scratch()
        origin = Origin(self.work, scratch.path)
        try:
            while True:
                while len(busy) < self.count and (job := again.pop() if again else next(waiting, None)):
                    worker = idle.pop() if idle else origin.fork()
                    busy[worker[1]] = (worker, job, accounting.Clock(_processes(worker)))
                    # A worker that is gone is found out when its answer is awaited.
                    with contextlib.suppress(OSError):
                        worker[1].send(job[0])
                if not busy:
                    return
                ready = multiprocessing.connection.wait(list(busy), timeout=1)
                for line, (worker, (task, _), clock) in list(busy.items()):
                    if self.seconds and line not in ready and clock() > self.seconds:
                        del busy[line]
                        origin.end(*worker)
                        yield task, WorkerDied("the grader's own process took too long on this notebook")
                for line in ready:
                    worker, (task, tries), _ = busy.pop(line)
                    try:
                        result = line.recv()
                        idle.append(worker)
                        yield task, result
                    except (EOFError, OSError):
                        origin.end(*worker)
                        if origin.process is None:
                            # Those that wait for work have ended as well.
                            idle.clear()
                        if tries + 1 < TRIES:
                            again.append((task, tries + 1))
                        else:
                            yield task, WorkerDied("the grader's own process ended twice on this notebook")
        finally:
            for worker in [*idle, *(worker for worker, *_ in busy.values())]:
                origin.end(*worker)
            origin.close()
            scratch.remove()


class Origin:
    """The process that workers are forked from, as this one holds it. It is started with the first of them.

    Args:
        work: as in `Pool`.
        scratch: the folder for temporary files.
    """

    def __init__(self, work, scratch):
        self.work, self.scratch, self.process, self.line = work, scratch, None, None

    def fork(self) -> tuple:
        """Have a worker forked.

        Returns:
            (pid, line): its number, and our end of the line to it. Where none could be forked the number is None, and
            the line is at its end, as that of a worker that is gone.
        """
        ours, theirs = multiprocessing.Pipe()
        with theirs:
            for _ in range(2):
                with contextlib.suppress(OSError, ValueError):
                    if self.process is None:
                        self._start()
                    return self._ask([theirs.fileno()]), ours
                # It has been ended from outside, for its memory perhaps: the worker is forked from another one.
                self.close()
        return None, ours

    def end(self, pid, line) -> None:
        """End a worker. Where this process turns out to be lost, all have ended, and the next is forked from another.

        Args:
            pid, line: from `fork`.
        """
        line.close()
        if pid is not None and self.process is not None:
            try:
                self._ask(end=pid)
            except (OSError, ValueError):
                self.close()

    def close(self) -> None:
        """End the process itself, and with it every worker."""
        if self.process is not None:
            self.line.close()
            self.process.kill()
            self.process.wait()
            self.process = None

    def _start(self):
        self.line, theirs = socket.socketpair()
        command = [sys.executable, "-m", "grading.pool", self.work, str(theirs.fileno()), str(os.getpid())]
        environment = {**os.environ, "TMPDIR": str(self.scratch)}
        with theirs:
            self.process = subprocess.Popen(
                command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL, env=environment
            )

    def _ask(self, descriptors=(), **request):
        socket.send_fds(self.line, [json.dumps(request).encode()], descriptors)
        # Where it is gone there is nothing to read.
        return json.loads(self.line.recv(REQUEST))


def _processes(worker):
    """A function that returns the numbers of a worker's process and of all that descend from it."""
    return lambda: accounting.tree(worker[0]) if worker[0] is not None else []


class Scratch:
    """A folder for the temporary files of a run's workers.

    It is locked for as long as this process lives, so that what a run left behind that was killed can be told from what
    another one uses.
    """

    def __init__(self):
        """Make it, and take away what killed runs have left."""
        for path in Path(tempfile.gettempdir()).glob(f"{SCRATCH}*"):
            with contextlib.suppress(OSError):
                lock = _locked(path)
                shutil.rmtree(path, ignore_errors=True)
                os.close(lock)
        self.path = Path(tempfile.mkdtemp(prefix=SCRATCH))
        self.lock = _locked(self.path)

    def remove(self) -> None:
        """Take it away with everything in it."""
        shutil.rmtree(self.path, ignore_errors=True)
        os.close(self.lock)


def _locked(path):
    """An open, locked descriptor of a folder of our own.

    Raises:
        OSError: it is another user's or no folder, or whoever made it still runs.
    """
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        if os.fstat(descriptor).st_uid != os.getuid():
            raise PermissionError(f"{path} is another user's")
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        raise
    return descriptor


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
    function = _function(work)
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
            # Those of a process before this one have ended with it, and their numbers may be others' by now.
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


def _function(work):
    module, name = work.split(":")
    return getattr(importlib.import_module(module), name)


def on_cluster(work, tasks, address, security=None) -> Iterator[tuple]:
    """The same on a Dask cluster that is running already.

    Args:
        work: "module:function", what is done with a task.
        tasks: an iterable of tasks.
        address: of the scheduler, such as tls://grader.example.org:8786.
        security: a `distributed.Security` with the certificates, where TLS is used.

    Yields:
        (task, result), as `Pool.run` does.

    Raises:
        ValueError: the address is not on this machine and without TLS.
    """
    check_address(address)
    from distributed import Client, as_completed

    function = _function(work)
    with Client(address, security=security) as client:
        futures = {}
        running = as_completed([])
        waiting = iter(tasks)
        ahead = 2 * max(1, sum(client.nthreads().values()))

        def more():
            for task in waiting:
                future = client.submit(function, task, pure=False, retries=TRIES - 1)
                futures[future.key] = task
                running.add(future)
                if len(futures) >= ahead:
                    return

        more()
        for future in running:
            task = futures.pop(future.key)
            try:
                result = future.result()
            except Exception as error:
                result = error if isinstance(error, RuntimeError) else RuntimeError(f"{type(error).__name__}: {error}")
            yield task, result
            more()


def check_address(address) -> None:
    """Refuse to send students' work over a line that others can read.

    Args:
        address: of the scheduler, a URL.

    Raises:
        ValueError: the address is neither TLS nor on this machine.
    """
    parts = urlsplit(address)
    if parts.scheme != "tls" and parts.hostname not in LOOPBACK:
        raise ValueError(f"--scheduler: {address} is not on this machine, so it has to be tls://…")


if __name__ == "__main__":
    serve(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
