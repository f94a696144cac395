"""The student's process: started behind its walls, asked over a pipe, watched, and ended with everything it started.

Nothing in here is trusted. What comes out of the pipe is bounded plain data; the memory of the whole tree, its files
and its sockets are counted; and what a cell or a question leaves running is ended before the next.
"""

import contextlib
import os
import select
import signal
import subprocess
import tempfile
import time
from pathlib import Path

from grading.sandbox import accounting, first_process, isolation, layout, syscalls, template
from grading.sandbox.isolation import IsolationError
from grading.sandbox.layout import DESK, SCRATCH, SUBMISSION
from grading.sandbox.library import library, make_readable
from grading.verdicts import BROKE_THE_LINE, EXITED, OVER_MEMORY
from sheet_utils import wire
from sheet_utils.submission.cellrun import HEADER

# What a forked judge says of a process that only the one who started it can ask.
GONE = "gone"
# How long what a student's code left running is being stopped before everything is ended.
SWEEP_SECONDS = 2.0
# How long a request that was interrupted has to answer before everything is ended.
INTERRUPT_SECONDS = 1.5
# How often a sandbox is started that fails to, and for how long it is waited in between: a busy machine recovers.
STARTS, PAUSE = 3, 0.5


# These two are no `Exception`: a hidden test that catches errors and tries another way must not swallow them.
class Ended(BaseException):
    """The student's process is gone, or had to be ended.

    Args:
        cause: why, such as "used more memory than is allowed".
    """

    def __init__(self, cause):
        super().__init__(cause)
        self.cause = cause


class TooSlow(BaseException):
    """A request was interrupted because its time was up; the process lives and can be asked again."""


class Student:
    """A student's process that can be asked to run cells and to call functions.

    Args:
        files: dict of relative path to bytes, what lies beside the notebook.
        limits: a `Limits`.
        mode: "bubblewrap" or "none".

    Raises:
        IsolationError: the sandbox could not be started, several times.
    """

    def __init__(self, files, limits, mode="bubblewrap"):
        self.limits, self.mode, self.seen, self.used, self.said = limits, mode, [], 0.0, ""
        self._keeper = tempfile.TemporaryDirectory(prefix="submission-")
        #: Other processes whose work is waited for: the child of ours in which a test runs.
        self.helpers = ()
        #: Whether it is gone because the process is that it was forked from, which no student can end.
        self.cut_off = False
        folder = Path(self._keeper.name)
        for name, data in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(data)
        make_readable(folder)
        for left in reversed(range(STARTS)):
            try:
                # The last time without the template, should that be the trouble.
                self._start(folder, template.of_this_thread(limits.start_seconds) if left and mode != "none" else None)
                if not left:
                    # It was, so the next student need not try.
                    template.refuse()
                return
            except (Ended, TooSlow, OSError) as error:
                self._kill()
                if not left:
                    self._keeper.cleanup()
                    raise IsolationError(f"the sandbox did not start ({error}): {self.said}") from None
                time.sleep(PAUSE)

    def _start(self, folder, origin):
        limits = self.limits
        self._count, self._owner, self.process, self._scratch, self._cgroup = 0, os.getpid(), None, [], None
        self._own, self._runner, self._origin, self._streams = [], None, origin, []
        if self.mode == "bubblewrap":
            command, passed = isolation.bubblewrap(folder, limits, *([True] if origin else []))
            directory, environment = "/", {"PATH": os.environ.get("PATH", os.defpath)}
            if origin:
                command = origin.beside(command)
            if accounting.delegated() is not None:
                self._cgroup = accounting.Cgroup(accounting.delegated(), limits.memory, limits.processes + 16)
                command = self._cgroup.entering(command)
        else:
            boot = isolation.BOOT.format(path=[str(library()), layout.site()])
            command, passed, directory = [layout.python(), "-I", "-S", "-c", boot], [], folder
            environment = {**os.environ, **layout.environment(str(folder))}
        # Pipes, and no files: what lies inside can open what bubblewrap holds open.
        (given, to), (from_, sent), (said, errors) = os.pipe(), os.pipe(), os.pipe()
        self._streams = self._to, self._from, self._said = [os.fdopen(to, "wb", 0), os.fdopen(from_, "rb", 0),
                                                             os.fdopen(said, "rb", 0)]  # fmt: skip
        try:
            # Where the student's process is forked, nothing else may hold its pipes open: their end tells of its own.
            self.process = subprocess.Popen(
                command, cwd=directory, env=environment, pass_fds=passed, start_new_session=True, stderr=errors,
                stdin=subprocess.DEVNULL if origin else given, stdout=subprocess.PIPE if origin else sent,
            )  # fmt: skip
            # What runs before the student's first line: bubblewrap's processes and, last, the runner.
            self.clock = accounting.Clock(lambda: [os.getpid(), *self.helpers, *self.processes()])
            deadline = self.clock() + limits.start_seconds
            if origin:
                self._fork(origin, (given, sent, errors), deadline)
        finally:
            for descriptor in (*passed, given, sent, errors):
                os.close(descriptor)
        self._receive(0, deadline)
        self._own = self.processes()
        if self.mode == "bubblewrap":
            # Opened before the student's first line, which could put something else where they are looked for.
            flags = os.O_PATH | os.O_DIRECTORY | os.O_NOFOLLOW
            self._scratch = [os.open(f"/proc/{self._own[-1]}/root{path}", flags) for path in SCRATCH]

    def _fork(self, origin, streams, deadline):
        """Fork the student's process into the sandbox whose walls stand."""
        # The first process says so once it runs: all folders lie where they should by then.
        with self.process.stdout as ready:
            self._read(ready, len(first_process.READY), deadline)
        first = os.pidfd_open(accounting.tree(self.process.pid)[-1])
        try:
            self._runner = origin.fork(
                first, streams, user=isolation.user_inside(), limits=isolation.kernel_limits(self.limits),
                filter_=syscalls.program().hex(), executable=layout.executable(), writable=list(SCRATCH),
                submission=SUBMISSION, desk=DESK,
            )  # fmt: skip
        except template.Unavailable as error:
            raise OSError(str(error)) from None
        finally:
            os.close(first)
        if self._cgroup is not None:
            self._cgroup.take(self._runner)

    def ask(self, op, seconds, **args) -> dict:
        """Send one request and wait for its answer.

        Args:
            op: one of `sheet_utils.protocol.OPERATIONS`.
            seconds: by this student's `clock`.
            **args: of the method of that name.

        Returns:
            A dict: what came back. Every value in it was made by the student's process.

        Raises:
            TooSlow: the time was up and the process could be interrupted.
            Ended: the process died, broke the protocol or a limit, or could not be interrupted.
        """
        self._count += 1
        number, start = self._count, self.clock()
        data = wire.pack({"id": number, "op": op, "args": args})
        deadline = start + seconds
        try:
            self._send(HEADER.pack(len(data)) + data, deadline)
            try:
                return self._receive(number, deadline)
            except TooSlow:
                self._signal(signal.SIGINT)
            try:
                self._receive(number, self.clock() + INTERRUPT_SECONDS)
            except TooSlow:
                self._end("took too long and could not be interrupted")
            raise TooSlow("took too long")
        finally:
            self.used += self.clock() - start

    @property
    def lost(self) -> float:
        """Seconds since the start that did not count, since the machine was busy with something else."""
        return self.clock.lost

    def strays(self) -> list[int]:
        """Numbers of the processes that the student's code started and that still run."""
        return [pid for pid in self.processes() if pid not in self._own and accounting.is_running(pid)]

    def sweep(self) -> None:
        """End what a cell started and left running, so that what follows has the time that is its own.

        Raises:
            Ended: it begets others faster than it can be stopped.
        """
        ended, deadline = [], self.clock() + SWEEP_SECONDS
        # It is looked again until none is left: a fork that was under way when its process was stopped shows late.
        while left := self.strays():
            if set(left) - set(ended):
                stopped = self._stop_strays(ended, deadline)
                # Children first: one whose parent goes while it is looked at would be taken for a stranger's.
                accounting.signal_all(reversed(stopped), self._ancestors(), signal.SIGKILL)
                ended += stopped
            elif self.clock() > deadline:
                return
            else:
                time.sleep(0.01)

    def _stop_strays(self, ended, deadline):
        """Stop all that are not among the ended: a fork bomb goes on while it is being killed."""
        stopped = []
        while found := [pid for pid in self.strays() if pid not in ended and pid not in stopped]:
            accounting.signal_all(found, self._ancestors(), signal.SIGSTOP)
            stopped += found
            if self.clock() > deadline:
                self._end("left processes that could not be ended")
        return stopped

    def close(self) -> None:
        """End the process and everything it started."""
        self._kill()
        self._keeper.cleanup()

    def _end(self, cause):
        self._kill()
        raise Ended(cause)

    def _kill(self):
        for descriptor in self._scratch:
            with contextlib.suppress(OSError):
                os.close(descriptor)
        self._scratch = []
        if self.process is not None:
            self._kill_processes()
        for stream in self._streams:
            with contextlib.suppress(OSError):
                stream.close()
        if self._cgroup is not None and os.getpid() == self._owner:
            self._cgroup.remove()
            self._cgroup = None

    def _kill_processes(self):
        if self._cgroup is not None:
            self._cgroup.kill()
        # With the first process inside end all others there.
        accounting.signal_all(list(reversed(self.processes())), self._ancestors(), signal.SIGKILL)
        with contextlib.suppress(OSError):
            self.process.kill()
        if self._runner is not None and os.getpid() == self._owner:
            # The first process has ended only when this one has been waited for.
            self._origin.end(self._runner)
            self._runner = None
        self.process.wait()
        with contextlib.suppress(OSError, ValueError):
            os.set_blocking(self._said.fileno(), False)
            self.said = (self._said.read(2000) or b"").decode(errors="replace").strip()

    def _ancestors(self):
        """What all processes of the sandbox descend from; the numbers of these are not free before they are let go."""
        return [self.process.pid, *([self._runner] if self._runner is not None else [])]

    def _signal(self, number):
        """Send a signal to the runner itself."""
        accounting.signal_all(self._own[-1:], self._ancestors(), number)

    def _send(self, data, deadline):
        descriptor, view = self._to.fileno(), memoryview(data)
        os.set_blocking(descriptor, False)
        while view:
            _, ready, _ = select.select([], [descriptor], [], 0.1)
            if ready:
                try:
                    view = view[os.write(descriptor, view) :]
                except BlockingIOError:
                    continue
                except OSError:
                    self._end(self.why())
            elif self._is_gone():
                self._end(self.why())
            elif self.clock() > deadline:
                self._end("took too long and could not be interrupted")
            else:
                self.check()

    def _receive(self, number, deadline):
        """The answer with that number; older ones are dropped."""
        while True:
            (size,) = HEADER.unpack(self._read(self._from, HEADER.size, deadline))
            if size > self.limits.reply_bytes:
                self._end("sent back more than is accepted")
            data = self._read(self._from, size, deadline)
            try:
                reply = wire.unpack(data, limit=2 * self.limits.reply_bytes, models=False)
            except (wire.WireError, MemoryError, RecursionError):
                self._end(BROKE_THE_LINE)
            if not isinstance(reply, dict) or type(reply.get("id")) is not int:
                self._end(BROKE_THE_LINE)
            seen = reply.get("seen")
            if isinstance(seen, list) and len(seen) <= 30:
                # What was once seen stays: the process can wipe its own list.
                told = [text[:200] for text in seen if type(text) is str]
                self.seen = list(dict.fromkeys([*self.seen, *told]))[:60]
            if reply["id"] == number:
                return reply
            # Whoever sends without being asked is watched all the same.
            self.check()
            if self.clock() > deadline:
                raise TooSlow("took too long")

    def _read(self, file, size, deadline):
        """So many bytes of what is sent; the processes are watched meanwhile."""
        descriptor, parts = file.fileno(), bytearray()
        last = time.monotonic()
        while len(parts) < size:
            ready, _, _ = select.select([descriptor], [], [], max(0.0, min(0.2, deadline - self.clock())))
            if ready:
                part = os.read(descriptor, min(1 << 20, size - len(parts)))
                if not part:
                    self._end(self.why())
                parts += part
            elif self._is_gone():
                self._end(self.why())
            if time.monotonic() - last > 0.2:
                self.check()
                # From its end: with many processes it takes a while, and should not be all that is done.
                last = time.monotonic()
            if len(parts) < size and self.clock() > deadline:
                if parts:
                    self._end("took too long to send its answer")
                raise TooSlow("took too long")
        return bytes(parts)

    def _is_gone(self):
        """Whether the runner has ended with nothing left to read, although what it started may hold its pipes open.

        With a runner that was started from a file, all that it started ends.
        """
        if self._runner is None or accounting.is_running(self._runner):
            return False
        return not select.select([self._from], [], [], 0)[0]

    def why(self) -> str:
        """Why the process is gone, as far as can be told from outside."""
        if os.getpid() != self._owner:
            return GONE
        if self._runner is not None:
            try:
                code = self._origin.status(self._runner, 2)
            except template.Unavailable:
                self.cut_off = True
                return "ended with the process that it was a copy of"
        else:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(2)
            code = self.process.returncode
        if code is None:
            return "closed the line to the grader"
        if self._cgroup is not None and self._cgroup.was_full():
            return OVER_MEMORY
        number = code - 128 if code > 128 else -code
        if number == signal.SIGXCPU or number == signal.SIGKILL and self.used > self.limits.cpu_seconds:
            return "used up its processor time"
        try:
            return f"was ended by {signal.Signals(number).name}"
        except ValueError:
            return f"{EXITED} {code}"

    def check(self) -> None:
        """End the process tree if it is over its memory, its sockets or its number of files.

        Raises:
            Ended: it was, or one of its processes cannot be counted.
        """
        # What starts the runner is ours, and may be hidden even from us: bubblewrap can belong to root.
        counted = [pid for pid in self.processes() if pid not in self._own[:-1]] if self._own else []
        files = held = 0
        for descriptor in self._scratch:
            with contextlib.suppress(OSError):
                usage = os.fstatvfs(descriptor)
                files = max(files, usage.f_files - usage.f_ffree)
                held += (usage.f_blocks - usage.f_bfree) * usage.f_frsize
        try:
            if self._cgroup is not None:
                held = self._cgroup.memory()
            else:
                held += sum(map(accounting.memory_of, counted)) + accounting.shared_memory(counted)
        except accounting.Uncountable:
            self._end("hid its memory from the grader")
        if held > self.limits.memory:
            self._end(OVER_MEMORY)
        if files > self.limits.scratch_files:
            self._end("made more files than are allowed")
        if self.mode == "bubblewrap" and accounting.open_sockets(counted) > self.limits.sockets:
            self._end("opened more sockets than are allowed")

    def processes(self) -> list[int]:
        """Numbers of all processes of the sandbox, those included that start the student's.

        Until the student's first line runs, the last is that of the runner.
        """
        if self.process.returncode is not None:
            return []
        return [number for ancestor in self._ancestors() for number in accounting.tree(ancestor)]
