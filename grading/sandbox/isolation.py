"""The student's process: started in a sandbox, asked over a pipe, watched, and ended with everything it started.

Nothing in here is trusted. What comes out of the pipe is bounded plain data; what the process may see, use and
write is set before its first line runs:

- no network; a process tree, a host name and shared memory of its own; no capabilities; no new privileges;
- the system, the Python installation and a copy of the course's student library, all read-only;
- a scratch folder and /tmp in memory, each of a bounded size; nothing of this machine can be written;
- limits on processor time, address space, processes and file size, and on the memory of the whole tree;
- what a cell or a question leaves running is ended before the next.

Not covered: a flaw in the kernel of the operating system. A filter of system calls narrows what could reach one.
"""

import contextlib
import ctypes
import itertools
import os
import select
import shutil
import signal
import subprocess
import sys
import sysconfig
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from grading.folders import ROOT
from grading.sandbox import syscalls
from grading.sandbox.library import library, make_readable
from sheet_utils import wire
from sheet_utils.submission.cellrun import HEADER

# Where things lie inside.
HOME, DESK = "/home/student", "/home/student/sheet"
LIBRARY, SITE, SUBMISSION = "/opt/course", "/opt/site-packages", "/opt/submission"
MODES = ("bubblewrap", "none")
# What a forked judge says of a process that only the one who started it can ask.
GONE = "gone"
# How long what a student's code left running is being stopped before everything is ended.
SWEEP_SECONDS = 2.0
# How many sandboxes this process has started.
_started = itertools.count()
BOOT = "import sys; sys.path += {path!r}; from sheet_utils.submission.cellrun import main; main()"


@dataclass(frozen=True)
class Limits:
    """What a student's process may use; seconds are wall time unless said otherwise."""

    cell_seconds: float = 30
    question_seconds: float = 20
    notebook_seconds: float = 120
    start_seconds: float = 90
    cpu_seconds: int = 150
    memory: int = 1_500_000_000
    address_space: int = 3_000_000_000
    processes: int = 64
    file_bytes: int = 50_000_000
    scratch_bytes: int = 200_000_000
    scratch_files: int = 10_000
    reply_bytes: int = 50_000_000


class IsolationError(RuntimeError):
    """The sandbox cannot be set up on this machine: nobody's fault, and no student's zero."""


# These two are no `Exception`: a hidden test that catches errors and tries another way must not swallow them.
class Ended(BaseException):
    """The student's process is gone, or had to be ended; `cause` says why."""

    def __init__(self, cause):
        super().__init__(cause)
        self.cause = cause


class TooSlow(BaseException):
    """A request was interrupted because its time was up; the process lives and can be asked again."""


def check(mode):
    """Refuse to go on without a sandbox.

    Raises:
        IsolationError: bubblewrap is asked for and missing, or the mode is unknown.
    """
    if mode not in MODES:
        raise IsolationError(f"isolation: expected one of {', '.join(MODES)}, got {mode!r}")
    missing = [tool for tool in ("bwrap", "setpriv", "prlimit") if not shutil.which(tool)]
    if mode == "bubblewrap" and missing:
        raise IsolationError(
            f"{', '.join(missing)} is not installed, and students' code is not run without a sandbox. Install the "
            "package `bubblewrap` (Linux). `--isolation none` runs it unprotected, and every record will say so."
        )


def _python():
    """The interpreter itself, behind the links of a virtual environment."""
    return os.path.realpath(sys.executable)


def _site():
    return sysconfig.get_paths()["purelib"]


def bubblewrap(submission, limits):
    """The command line that starts the student's process in its sandbox.

    Args:
        submission: a folder with the files that lie beside the notebook; it is shown read-only.
        limits: a `Limits`.
    """
    root = os.geteuid() == 0
    command = ["bwrap", "--die-with-parent", "--new-session", "--unshare-ipc", "--unshare-pid", "--unshare-net",
               "--unshare-uts", "--hostname", "student", "--unshare-cgroup-try", "--clearenv"]  # fmt: skip
    if not root:
        command += ["--unshare-user", "--cap-drop", "ALL"]
    for name, value in _environment(HOME).items():
        command += ["--setenv", name, value]
    made = {"/"}

    def parents(path):
        # Made by hand: bubblewrap makes missing parents readable by their owner alone.
        for parent in reversed(Path(path).parents):
            if str(parent) not in made:
                made.add(str(parent))
                command.extend(["--perms", "0755", "--dir", str(parent)])

    def memory(path, size):
        parents(path)
        made.add(path)
        command.extend(["--perms", "1777", "--size", str(size), "--tmpfs", path])

    def show(source, path):
        parents(path)
        made.add(path)
        command.extend(["--ro-bind", str(source), path])

    # First, since what is shown may lie below it.
    memory("/tmp", limits.scratch_bytes)
    show("/usr", "/usr")
    for name in ("/bin", "/lib", "/lib64", "/sbin"):
        if os.path.islink(name):
            command += ["--symlink", os.readlink(name), name]
        elif os.path.isdir(name):
            show(name, name)
    for name in ("/etc/ld.so.cache", "/etc/fonts", "/etc/localtime", "/etc/alternatives"):
        if os.path.exists(name):
            show(os.path.realpath(name), name)
    prefix = os.path.realpath(sys.base_prefix)
    if not prefix.startswith("/usr"):
        show(prefix, prefix)
    if ROOT.is_relative_to("/usr") or ROOT.is_relative_to(prefix):
        # The repository would be seen through what was just shown.
        command += ["--tmpfs", str(ROOT)]
    show(_site(), SITE)
    # An installation that is no editable one lies there, and may be shown with the base Python as well.
    places = [SITE, _site()] if _is_shown(_site(), prefix) else [SITE]
    for place, package in itertools.product(places, ("authoring", "grading", "sheet_utils")):
        if os.path.isdir(os.path.join(_site(), package)):
            command += ["--tmpfs", f"{place}/{package}"]
    show(library(), LIBRARY)
    show(submission, SUBMISSION)
    command += ["--proc", "/proc", "--dev", "/dev"]
    memory("/dev/shm", limits.scratch_bytes)
    memory(HOME, limits.scratch_bytes)
    command += ["--remount-ro", "/dev", "--remount-ro", "/", "--chdir", HOME]
    filter_file = syscalls.filter_file()
    if filter_file is not None:
        command += ["--seccomp", str(filter_file)]
    command += ["--"]
    if root:
        # A number of its own per sandbox: limits on the number of processes are counted per user, and what a fork bomb
        # left behind takes a while to die.
        user = str(10_000_000 + 100 * os.getpid() + next(_started) % 100)
        command += ["setpriv", "--reuid", user, "--regid", user, "--clear-groups", "--inh-caps=-all",
                    "--bounding-set=-all", "--no-new-privs"]  # fmt: skip
    command += [
        "prlimit", f"--nproc={limits.processes}", f"--as={limits.address_space}", f"--fsize={limits.file_bytes}",
        "--core=0", f"--cpu={limits.cpu_seconds}", "--nofile=256", "--",
    ]  # fmt: skip
    # The submission's files are copied from inside: the scratch lies in memory and ends with the process.
    copy = (
        f"import os, shutil; shutil.copytree({SUBMISSION!r}, {DESK!r}, copy_function=shutil.copyfile); "
        f"os.chdir({DESK!r}); "
    )
    command += [_python(), "-I", "-S", "-c", copy + BOOT.format(path=[LIBRARY, SITE])]
    return command, [] if filter_file is None else [filter_file]


def _is_shown(place, prefix):
    return any(Path(place).is_relative_to(shown) for shown in ("/usr", prefix))


def _environment(home):
    """A clean environment: nothing in it tells that this is a grader."""
    return {
        "HOME": home, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "USER": "student", "LOGNAME": "student",
        "MPLBACKEND": "agg", "MPLCONFIGDIR": f"{home}/.matplotlib", "IPYTHONDIR": f"{home}/.ipython",
        "OMP_NUM_THREADS": "1", "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1", "TERM": "dumb",
    }  # fmt: skip


def die_with_parent():
    """Let the kernel end this process when the one that started it ends, however it ends."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)


class Student:
    """A student's process that can be asked to run cells and to call functions."""

    def __init__(self, files, limits, mode="bubblewrap"):
        """Start it.

        Args:
            files: dict of relative path to bytes, what lies beside the notebook.
            limits: a `Limits`.
            mode: "bubblewrap" or "none".

        Raises:
            IsolationError: the sandbox could not be started.
        """
        self.limits, self.mode, self.seen, self.used, self.said = limits, mode, [], 0.0, ""
        self._keeper = tempfile.TemporaryDirectory(prefix="submission-")
        folder = Path(self._keeper.name)
        for name, data in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(data)
        make_readable(folder)
        self._count, self._owner = 0, os.getpid()
        if mode == "bubblewrap":
            command, passed = bubblewrap(folder, limits)
            directory, environment = "/", {"PATH": os.environ.get("PATH", os.defpath)}
        else:
            boot = BOOT.format(path=[str(library()), _site()])
            command, passed, directory = [_python(), "-I", "-S", "-c", boot], [], folder
            environment = {**os.environ, **_environment(str(folder))}
        self.process = subprocess.Popen(
            command, cwd=directory, env=environment, pass_fds=passed,
            # A pipe that nobody reads, and no file: what lies inside can open what bubblewrap holds open.
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
        )  # fmt: skip
        for descriptor in passed:
            os.close(descriptor)
        try:
            self._receive(0, time.monotonic() + limits.start_seconds)
        except (Ended, TooSlow) as error:
            self.close()
            raise IsolationError(f"the sandbox did not start ({error}): {self.said}") from None
        # What runs before the student's first line: bubblewrap's processes and, last, the runner.
        self._own = self._tree()

    def ask(self, op, seconds, **args):
        """Send one request and wait for its answer.

        Returns:
            A dict: what came back. Every value in it was made by the student's process.

        Raises:
            TooSlow: the time was up and the process could be interrupted.
            Ended: the process died, broke the protocol or a limit, or could not be interrupted.
        """
        self._count += 1
        number, start = self._count, time.monotonic()
        data = wire.pack({"id": number, "op": op, "args": args})
        deadline = start + seconds
        try:
            self._send(HEADER.pack(len(data)) + data, deadline)
            try:
                return self._receive(number, deadline)
            except TooSlow:
                self._signal(signal.SIGINT)
            try:
                self._receive(number, time.monotonic() + 1.5)
            except TooSlow:
                self._end("took too long and could not be interrupted")
            raise TooSlow("took too long")
        finally:
            self.used += time.monotonic() - start

    def strays(self):
        """Numbers of the processes that the student's code started and that still run."""
        return [pid for pid in self._tree() if pid not in self._own and is_running(pid)]

    def sweep(self):
        """End what a cell started and left running, so that what follows has the time that is its own.

        Raises:
            Ended: it begets others faster than it can be stopped.
        """
        stopped, deadline = set(), time.monotonic() + SWEEP_SECONDS
        # All are stopped before the first is ended: a fork bomb goes on while it is being killed.
        while found := set(self.strays()) - stopped:
            for pid in found:
                with contextlib.suppress(OSError):
                    os.kill(pid, signal.SIGSTOP)
            stopped |= found
            if time.monotonic() > deadline:
                self._end("left processes that could not be ended")
        for pid in stopped:
            with contextlib.suppress(OSError):
                os.kill(pid, signal.SIGKILL)

    def close(self):
        """End the process and everything it started."""
        self._kill()
        self._keeper.cleanup()

    def _end(self, cause):
        self._kill()
        raise Ended(cause)

    def _kill(self):
        for pid in reversed(self._tree()):
            with contextlib.suppress(OSError):
                os.kill(pid, signal.SIGKILL)
        with contextlib.suppress(OSError):
            self.process.kill()
        self.process.wait()
        with contextlib.suppress(OSError, ValueError):
            os.set_blocking(self.process.stderr.fileno(), False)
            self.said = (self.process.stderr.read(2000) or b"").decode(errors="replace").strip()
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            with contextlib.suppress(OSError):
                stream.close()

    def _signal(self, number):
        """Send a signal to the runner itself."""
        with contextlib.suppress(OSError):
            os.kill(self._own[-1], number)

    def _send(self, data, deadline):
        descriptor, view = self.process.stdin.fileno(), memoryview(data)
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
            elif time.monotonic() > deadline:
                self._end("took too long and could not be interrupted")
            else:
                self.check()

    def _receive(self, number, deadline):
        """The answer with that number; older ones are dropped."""
        while True:
            (size,) = HEADER.unpack(self._bytes(HEADER.size, deadline))
            if size > self.limits.reply_bytes:
                self._end("sent back more than is accepted")
            data = self._bytes(size, deadline)
            try:
                reply = wire.unpack(data, limit=2 * self.limits.reply_bytes, models=False)
            except (wire.WireError, MemoryError, RecursionError):
                self._end("broke the line to the grader")
            if not isinstance(reply, dict) or type(reply.get("id")) is not int:
                self._end("broke the line to the grader")
            if reply["id"] == number:
                seen = reply.get("seen")
                if isinstance(seen, list) and len(seen) <= 30:
                    # What was once seen stays: the process can wipe its own list.
                    told = [text[:200] for text in seen if type(text) is str]
                    self.seen = list(dict.fromkeys([*self.seen, *told]))[:60]
                return reply
            # Whoever sends without being asked is watched all the same.
            self.check()
            if time.monotonic() > deadline:
                raise TooSlow("took too long")

    def _bytes(self, size, deadline):
        descriptor, parts = self.process.stdout.fileno(), bytearray()
        last = time.monotonic()
        while len(parts) < size:
            ready, _, _ = select.select([descriptor], [], [], max(0.0, min(0.2, deadline - time.monotonic())))
            if ready:
                part = os.read(descriptor, min(1 << 20, size - len(parts)))
                if not part:
                    self._end(self.why())
                parts += part
            if time.monotonic() - last > 0.2:
                self.check()
                # From its end: with many processes it takes a while, and should not be all that is done.
                last = time.monotonic()
            if time.monotonic() > deadline and len(parts) < size:
                if parts:
                    self._end("took too long to send its answer")
                raise TooSlow("took too long")
        return bytes(parts)

    def why(self):
        """Why the process is gone, as far as can be told from outside."""
        if os.getpid() != self._owner:
            return GONE
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(2)
        code = self.process.returncode
        if code is None:
            return "closed the line to the grader"
        number = code - 128 if code > 128 else -code
        if number == signal.SIGXCPU or number == signal.SIGKILL and self.used > self.limits.cpu_seconds:
            return "used up its processor time"
        try:
            return f"was ended by {signal.Signals(number).name}"
        except ValueError:
            return f"exited with status {code}"

    def check(self):
        """End the process tree if it is over its memory or its number of files.

        Raises:
            Ended: it was.
        """
        tree = self._tree()
        if sum(memory_of(pid) for pid in tree) + shared_memory(tree) > self.limits.memory:
            self._end("used more memory than is allowed")
        if self.mode == "bubblewrap" and len(tree) > 2:
            for place in (HOME, "/tmp", "/dev/shm"):
                with contextlib.suppress(OSError):
                    usage = os.statvfs(f"/proc/{tree[-1]}/root{place}")
                    if usage.f_files - usage.f_ffree > self.limits.scratch_files:
                        self._end("made more files than are allowed")

    def _tree(self):
        tree = [self.process.pid] if self.process.returncode is None else []
        for pid in tree:
            tree += children(pid)
        return tree


def children(pid):
    """Numbers of the processes that a process started and that still run."""
    found = []
    with contextlib.suppress(OSError, ValueError):
        for task in os.listdir(f"/proc/{pid}/task"):
            with open(f"/proc/{pid}/task/{task}/children") as file:
                found += map(int, file.read().split())
    return found


def is_running(pid):
    """Whether a process is there and not just waiting to be asked how it ended."""
    with contextlib.suppress(OSError), open(f"/proc/{pid}/stat") as file:
        return file.read().rpartition(")")[2].split()[0] not in "ZX"
    return False


def shared_memory(pids):
    """Bytes of memory without a name that processes share: it is held also where nobody has it mapped in."""
    sizes = {}
    for pid in pids:
        with contextlib.suppress(OSError, ValueError), open(f"/proc/{pid}/maps") as file:
            for line in file:
                if line.endswith("/dev/zero (deleted)\n"):
                    span, _, offset, _, inode, _ = line.split(maxsplit=5)
                    low, high = (int(place, 16) for place in span.split("-"))
                    sizes[inode] = max(sizes.get(inode, 0), int(offset, 16) + high - low)
    return sum(sizes.values())


def memory_of(pid):
    """Bytes of memory that a process holds, shared pages divided among those that share them."""
    with contextlib.suppress(OSError, ValueError), open(f"/proc/{pid}/smaps_rollup") as file:
        for line in file:
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0
