"""The student's process: started in a sandbox, asked over a pipe, watched, and ended with everything it started.

Nothing in here is trusted. What comes out of the pipe is bounded plain data; what the process may see, use and
write is set before its first line runs:

- no network; a process tree, a host name and shared memory of its own; no capabilities; no new privileges;
- the system, the Python installation and a copy of the course's student library, all read-only;
- a scratch folder and /tmp in memory, each of a bounded size; nothing of this machine can be written;
- limits on processor time, address space, processes and file size, and on the memory of the whole tree;
- an allow-list of system calls, and where the kernel has it a second wall around files and signals (Landlock);
- what a cell or a question leaves running is ended before the next.

Not covered: a flaw in the kernel of the operating system. SECURITY.md says what else is left open.
"""

import contextlib
import ctypes
import functools
import itertools
import os
import platform
import select
import shutil
import signal
import stat
import subprocess
import sys
import sysconfig
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from grading.folders import ROOT
from grading.sandbox import accounting, first_process, syscalls
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
# How often a sandbox is started that fails to, and for how long it is waited in between: a busy machine recovers.
STARTS, PAUSE = 3, 0.5
SCRATCH = (HOME, "/tmp", "/dev/shm")
# Where AppArmor says that it keeps user namespaces from programs without a profile.
RESTRICTED = Path("/proc/sys/kernel/apparmor_restrict_unprivileged_userns")
FIRST_PROCESS = Path(first_process.__file__).read_text()
# How many sandboxes this process has started.
_started = itertools.count()
BOOT = "import sys; sys.path += {path!r}; from sheet_utils.submission.cellrun import main; main()"


@dataclass(frozen=True)
class Limits:
    """What a student's process may use; seconds are those of its `accounting.Clock` unless said otherwise.

    Attributes:
        cell_seconds: for one cell.
        question_seconds: for one call of a function.
        notebook_seconds: for all of a notebook's cells and questions.
        start_seconds: until the process answers for the first time.
        cpu_seconds: processor time of one process, which the kernel counts.
        memory: bytes that all processes and the scratch folders may hold together.
        address_space: bytes of address space of one process.
        processes: how many there may be, threads included.
        file_bytes: size of one file.
        scratch_bytes, scratch_files: size of each folder in memory, and how many files may lie in it.
        sockets: how many may be open.
        reply_bytes: size of one answer.
    """

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
    sockets: int = 64
    reply_bytes: int = 50_000_000


class IsolationError(RuntimeError):
    """The sandbox cannot be set up on this machine: nobody's fault, and no student's zero."""


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


def check(mode) -> None:
    """Refuse to go on where students' code could not be run as it has to be, before the first of them is graded.

    Args:
        mode: one of `MODES`.

    Raises:
        IsolationError: the mode is unknown, this is not Linux, there is no filter of system calls for this processor,
            or bubblewrap is missing or may not do its work; the text names the remedy.
    """
    if mode not in MODES:
        raise IsolationError(f"isolation: expected one of {', '.join(MODES)}, got {mode!r}")
    if sys.platform != "linux":
        raise IsolationError(
            f"grading runs on Linux alone, and this is {platform.system() or sys.platform}: limits on students' "
            "processes hold nowhere else. Use a Linux machine, be it a virtual one, or WSL 2."
        )
    if mode == "none":
        return
    missing = [tool for tool in ("bwrap", "setpriv", "prlimit") if not shutil.which(tool)]
    if missing:
        raise IsolationError(
            f"{', '.join(missing)} is not installed, and students' code is not run without a sandbox. Install the "
            "package `bubblewrap` (Linux). `--isolation none` runs it unprotected, and every record will say so."
        )
    if not syscalls.is_known():
        raise IsolationError(
            f"there is no filter of system calls for this processor ({platform.machine()}), and students' code is not "
            f"run without one. Grade on {' or '.join(syscalls.ARCHITECTURES)}, or add a table in "
            "grading/sandbox/kernel_numbers.py."
        )
    _try_out()


def _try_out():
    """Start an empty sandbox.

    Raises:
        IsolationError: it does not start.
    """
    # Here, so that all workers are started from where this process moves to.
    accounting.delegated()
    command = ["bwrap", *_namespaces(), "--ro-bind", "/", "/", "--proc", "/proc", "--", "true"]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", stdin=subprocess.DEVNULL)
    if done.returncode:
        raise IsolationError(
            f"bubblewrap is installed and may not start a sandbox here: {done.stderr.strip()[:300]}. {_remedy()}"
        )


def _remedy():
    """What lets an ordinary user start a sandbox, as far as it can be told."""
    with contextlib.suppress(OSError):
        if RESTRICTED.read_text().strip() == "1":
            return (
                "AppArmor keeps user namespaces from programs without a profile, as on Ubuntu 24.04: install the "
                "profile for bwrap that stands in docs/tutor.md, under `When bubblewrap is denied`."
            )
    with contextlib.suppress(OSError):
        if Path("/proc/sys/kernel/unprivileged_userns_clone").read_text().strip() == "0":
            return "User namespaces are switched off: `sysctl kernel.unprivileged_userns_clone=1` as root allows them."
    with contextlib.suppress(OSError):
        if Path("/proc/sys/user/max_user_namespaces").read_text().strip() == "0":
            return "User namespaces are switched off: `sysctl user.max_user_namespaces=1000` as root allows them."
    return "Inside a container, allow it user namespaces, or grade outside; docs/tutor.md says more."


def _python():
    """The interpreter itself, behind the links of a virtual environment."""
    return os.path.realpath(sys.executable)


def _site():
    return sysconfig.get_paths()["purelib"]


@functools.cache
def _can(option):
    """Whether this version of bubblewrap has an option."""
    return option in subprocess.run(["bwrap", "--help"], capture_output=True, text=True).stdout


def _namespaces():
    """The options that cut a sandbox off from everything outside."""
    options = ["--die-with-parent", "--new-session", "--as-pid-1", "--unshare-ipc", "--unshare-pid", "--unshare-net",
               "--unshare-uts", "--hostname", "student", "--unshare-cgroup-try", "--clearenv"]  # fmt: skip
    if os.geteuid() != 0:
        options += ["--unshare-user", "--cap-drop", "ALL"]
        # A bubblewrap that belongs to root and runs as root (setuid) has that option and refuses it.
        whole = not os.stat(shutil.which("bwrap")).st_mode & stat.S_ISUID
        options += ["--disable-userns"] if whole and _can("--disable-userns") else []
    return options


def bubblewrap(submission, limits) -> tuple[list[str], list[int]]:
    """What starts the student's process in its sandbox.

    Args:
        submission: a folder with the files that lie beside the notebook; it is shown read-only.
        limits: a `Limits`.

    Returns:
        (command, passed): the command line, and the descriptors that it has to inherit. What bubblewrap is told stands
        in one of them, not in the command line, which everybody on this machine can read.
    """
    root = os.geteuid() == 0
    command = _namespaces()
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
    # They name the folder of the repository.
    for path in sorted(Path(_site()).iterdir()):
        if path.name.startswith("__editable__") and path.is_file():
            command += ["--ro-bind", "/dev/null", f"{SITE}/{path.name}"]
        elif path.name.startswith("chaos_rnn_course-") and path.is_dir():
            command += ["--tmpfs", f"{SITE}/{path.name}"]
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
    filter_file = syscalls.descriptor_of(syscalls.program())
    command += ["--seccomp", str(filter_file)]
    options = syscalls.descriptor_of(b"".join(os.fsencode(word) + b"\0" for word in command))
    executable = ["/usr", "/bin", "/lib", "/lib64", "/sbin", prefix]
    command = ["bwrap", "--args", str(options), "--", _python(), "-I", "-S", "-c", FIRST_PROCESS, ":".join(executable),
               ":".join(SCRATCH)]  # fmt: skip
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
    return command, [filter_file, options]


def _is_shown(place, prefix):
    return any(Path(place).is_relative_to(shown) for shown in ("/usr", prefix))


def _environment(home):
    """A clean environment: nothing in it tells that this is a grader."""
    return {
        "HOME": home, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "USER": "student", "LOGNAME": "student",
        "MPLBACKEND": "agg", "MPLCONFIGDIR": f"{home}/.matplotlib", "IPYTHONDIR": f"{home}/.ipython",
        "OMP_NUM_THREADS": "1", "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1", "TERM": "dumb",
    }  # fmt: skip


def die_with_parent() -> None:
    """Let the kernel end this process when the one that started it ends, however it ends."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)


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
        #: Other processes whose work is waited for: the child of ours in which a test runs.
        self.helpers = ()
        self._keeper = tempfile.TemporaryDirectory(prefix="submission-")
        folder = Path(self._keeper.name)
        for name, data in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(data)
        make_readable(folder)
        for left in reversed(range(STARTS)):
            try:
                self._start(folder)
                return
            except (Ended, TooSlow, OSError) as error:
                self._kill()
                if not left:
                    self._keeper.cleanup()
                    raise IsolationError(f"the sandbox did not start ({error}): {self.said}") from None
                time.sleep(PAUSE)

    def _start(self, folder):
        limits = self.limits
        self._count, self._owner, self.process, self._scratch, self._cgroup = 0, os.getpid(), None, [], None
        if self.mode == "bubblewrap":
            command, passed = bubblewrap(folder, limits)
            directory, environment = "/", {"PATH": os.environ.get("PATH", os.defpath)}
            if accounting.delegated() is not None:
                self._cgroup = accounting.Cgroup(accounting.delegated(), limits.memory, limits.processes + 16)
                command = self._cgroup.entering(command)
        else:
            boot = BOOT.format(path=[str(library()), _site()])
            command, passed, directory = [_python(), "-I", "-S", "-c", boot], [], folder
            environment = {**os.environ, **_environment(str(folder))}
        try:
            self.process = subprocess.Popen(
                command, cwd=directory, env=environment, pass_fds=passed,
                # A pipe that nobody reads, and no file: what lies inside can open what bubblewrap holds open.
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
            )  # fmt: skip
        finally:
            for descriptor in passed:
                os.close(descriptor)
        # What runs before the student's first line: bubblewrap's processes and, last, the runner.
        self._own = []
        self.clock = accounting.Clock(lambda: [os.getpid(), *self.helpers, *self._tree()])
        self._receive(0, self.clock() + limits.start_seconds)
        self._own = self._tree()
        if self.mode == "bubblewrap":
            # Opened before the student's first line, which could put something else where they are looked for.
            flags = os.O_PATH | os.O_DIRECTORY | os.O_NOFOLLOW
            self._scratch = [os.open(f"/proc/{self._own[-1]}/root{path}", flags) for path in SCRATCH]

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
                self._receive(number, self.clock() + 1.5)
            except TooSlow:
                self._end("took too long and could not be interrupted")
            raise TooSlow("took too long")
        finally:
            self.used += self.clock() - start

    def strays(self) -> list[int]:
        """Numbers of the processes that the student's code started and that still run."""
        return [pid for pid in self._tree() if pid not in self._own and accounting.is_running(pid)]

    def sweep(self) -> None:
        """End what a cell started and left running, so that what follows has the time that is its own.

        Raises:
            Ended: it begets others faster than it can be stopped.
        """
        stopped, deadline = set(), self.clock() + SWEEP_SECONDS
        # All are stopped before the first is ended: a fork bomb goes on while it is being killed.
        while found := set(self.strays()) - stopped:
            accounting.signal_all(found, self.process.pid, signal.SIGSTOP)
            stopped |= found
            if self.clock() > deadline:
                self._end("left processes that could not be ended")
        accounting.signal_all(stopped, self.process.pid, signal.SIGKILL)

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
        if self._cgroup is not None and os.getpid() == self._owner:
            self._cgroup.remove()
            self._cgroup = None

    def _kill_processes(self):
        if self._cgroup is not None:
            self._cgroup.kill()
        # With the first process inside end all others there.
        accounting.signal_all(list(reversed(self._tree())), self.process.pid, signal.SIGKILL)
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
        accounting.signal_all(self._own[-1:], self.process.pid, number)

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
            elif self.clock() > deadline:
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

    def _bytes(self, size, deadline):
        descriptor, parts = self.process.stdout.fileno(), bytearray()
        last = time.monotonic()
        while len(parts) < size:
            ready, _, _ = select.select([descriptor], [], [], max(0.0, min(0.2, deadline - self.clock())))
            if ready:
                part = os.read(descriptor, min(1 << 20, size - len(parts)))
                if not part:
                    self._end(self.why())
                parts += part
            if time.monotonic() - last > 0.2:
                self.check()
                # From its end: with many processes it takes a while, and should not be all that is done.
                last = time.monotonic()
            if len(parts) < size and self.clock() > deadline:
                if parts:
                    self._end("took too long to send its answer")
                raise TooSlow("took too long")
        return bytes(parts)

    def why(self) -> str:
        """Why the process is gone, as far as can be told from outside."""
        if os.getpid() != self._owner:
            return GONE
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(2)
        code = self.process.returncode
        if code is None:
            return "closed the line to the grader"
        if self._cgroup is not None and self._cgroup.was_full():
            return "used more memory than is allowed"
        number = code - 128 if code > 128 else -code
        if number == signal.SIGXCPU or number == signal.SIGKILL and self.used > self.limits.cpu_seconds:
            return "used up its processor time"
        try:
            return f"was ended by {signal.Signals(number).name}"
        except ValueError:
            return f"exited with status {code}"

    def check(self) -> None:
        """End the process tree if it is over its memory, its sockets or its number of files.

        Raises:
            Ended: it was, or one of its processes cannot be counted.
        """
        # What starts the runner is ours, and may be hidden even from us: bubblewrap can belong to root.
        counted = [pid for pid in self._tree() if pid not in self._own[:-1]] if self._own else []
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
            self._end("used more memory than is allowed")
        if files > self.limits.scratch_files:
            self._end("made more files than are allowed")
        if self.mode == "bubblewrap" and accounting.open_sockets(counted) > self.limits.sockets:
            self._end("opened more sockets than are allowed")

    def processes(self) -> list[int]:
        """Numbers of all processes of the sandbox, those included that start the student's."""
        return self._tree()

    def _tree(self):
        return accounting.tree(self.process.pid) if self.process.returncode is None else []
