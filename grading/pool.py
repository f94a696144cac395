"""Tasks done side by side: by processes of this machine, or by the workers of a Dask cluster.

A task and its result are plain data. A worker that dies costs the task that it had at that moment, and only after
a second try; the others go on. Where the process is lost that workers are forked from, none of their tasks is to
blame. What workers put into their folder for temporary files goes with them.

The workers of this machine are forked from the process that `worker_origin` describes.
"""

import contextlib
import fcntl
import multiprocessing.connection
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from grading import worker_origin
from grading.sandbox import accounting

TRIES = 2
#: How often in a run the process that workers are forked from may be lost before that counts against their tasks.
SPARED = 10
# How the folder is called that a run's workers keep temporary files in.
SCRATCH = "grading-workers-"
LOOPBACK = ("127.0.0.1", "localhost", "::1")


class WorkerDied(RuntimeError):
    """The process that worked on a task ended without an answer, twice."""


class Pool:
    """A number of processes that work on one task at a time, and end with this one.

    They descend from a program of their own and not from this process, whose threads and open files are nothing for a
    fork; `multiprocessing` would run the caller's main module again, which may be a Jupyter server.

    Args:
        work: as in `worker_origin.Origin`.
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
        origin = worker_origin.Origin(self.work, scratch.path)
        try:
            while True:
                while len(busy) < self.count and (job := again.pop() if again else next(waiting, None)):
                    worker = idle.pop() if idle else origin.fork()
                    busy[worker.line] = (worker, job, accounting.Clock(_processes(worker)))
                    # A worker that is gone is found out when its answer is awaited.
                    with contextlib.suppress(OSError):
                        worker.line.send(job[0])
                if not busy:
                    return
                ready = multiprocessing.connection.wait(list(busy), timeout=1)
                for line, (worker, (task, _), clock) in list(busy.items()):
                    if self.seconds and line not in ready and clock() > self.seconds:
                        del busy[line]
                        origin.end(worker)
                        yield task, WorkerDied("the grader's own process took too long on this notebook")
                for line in ready:
                    worker, (task, tries), _ = busy.pop(line)
                    try:
                        result = line.recv()
                        idle.append(worker)
                        yield task, result
                    except (EOFError, OSError):
                        origin.end(worker)
                        by_itself = worker.origin is origin.process or origin.losses > SPARED
                        # Those that wait for work may have ended with their origin as well.
                        idle = [one for one in idle if one.origin is origin.process]
                        if not by_itself:
                            again.append((task, tries))
                        elif tries + 1 < TRIES:
                            again.append((task, tries + 1))
                        else:
                            yield task, WorkerDied("the grader's own process ended twice on this notebook")
        finally:
            for worker in [*idle, *(worker for worker, *_ in busy.values())]:
                origin.end(worker)
            origin.close()
            scratch.remove()


def _processes(worker):
    """A function that returns the numbers of a worker's process and of all that descend from it."""
    return lambda: accounting.tree(worker.pid) if worker.pid is not None else []


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

    function = worker_origin.function_of(work)
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
