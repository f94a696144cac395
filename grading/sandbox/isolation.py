"""The walls around a student's process: whether they can be put up on this machine, and the command that does.

What the process may see, use and write is set before its first line runs:

- no network; a process tree, a host name and shared memory of its own; no capabilities; no new privileges;
- the system, the Python installation and a copy of the course's student library, all read-only;
- a scratch folder and /tmp in memory, each of a bounded size; nothing of this machine can be written;
- limits on processor time, address space, processes and file size;
- an allow-list of system calls, and where the kernel has it a second wall around files and signals (Landlock).

`student` starts the process behind them and watches it. Not covered: a flaw in the kernel of the operating system.
SECURITY.md says what else is left open.
"""

import contextlib
import ctypes
import functools
import itertools
import os
import platform
import shutil
import signal
import stat
import subprocess
import sys
from pathlib import Path

from grading.sandbox import accounting, first_process, layout, syscalls, template
from grading.sandbox.layout import DESK, LIBRARY, SCRATCH, SITE, SUBMISSION

MODES = ("bubblewrap", "none")
# Where AppArmor says that it keeps user namespaces from programs without a profile.
RESTRICTED = Path("/proc/sys/kernel/apparmor_restrict_unprivileged_userns")
FIRST_PROCESS = Path(first_process.__file__).read_text()
# How many sandboxes this process has started.
_started = itertools.count()
# What is imported stays: looking through it for garbage, again and again, would take a fifth of a process's start.
BOOT = (
    "import gc, sys; gc.disable(); sys.path += {path!r}; from sheet_utils.submission.cellrun import main; "
    "gc.enable(); main()"
)


class IsolationError(RuntimeError):
    """The sandbox cannot be set up on this machine: nobody's fault, and no student's zero."""


def check(mode) -> None:
    """Refuse to go on where students' code could not be run as it has to be, before the first of them is graded.

    Args:
        mode: one of `MODES`.

    Raises:
        IsolationError: the mode or the way in which processes begin is unknown, this is not Linux, there is no filter
            of system calls for this processor, or bubblewrap is missing or may not do its work; the text names the
            remedy.
    """
    if mode not in MODES:
        raise IsolationError(f"isolation: expected one of {', '.join(MODES)}, got {mode!r}")
    try:
        template.asked_for()
    except ValueError as error:
        raise IsolationError(str(error)) from None
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


def bubblewrap(submission, limits, forked=False) -> tuple[list[str], list[int]]:
    """What puts up the walls, and starts the student's process behind them.

    Args:
        submission: a folder with the files that lie beside the notebook; it is shown read-only.
        limits: a `Limits`.
        forked: whether only the first process is started, since the student's will be forked into the sandbox.

    Returns:
        (command, passed): the command line, and the descriptors that it has to inherit. What bubblewrap is told stands
        in one of them, not in the command line, which everybody on this machine can read.
    """
    filter_file = syscalls.descriptor_of(syscalls.program())
    told = [*_namespaces(), *layout.options(limits.scratch_bytes, submission), "--seccomp", str(filter_file)]
    options = syscalls.descriptor_of(b"".join(os.fsencode(word) + b"\0" for word in told))
    command = ["bwrap", "--args", str(options), "--", layout.python(), "-I", "-S", "-c", FIRST_PROCESS,
               ":".join(layout.executable()), ":".join(SCRATCH)]  # fmt: skip
    if forked:
        return command, [filter_file, options]
    user = user_inside()
    if user is not None:
        command += ["setpriv", "--reuid", str(user), "--regid", str(user), "--clear-groups", "--inh-caps=-all",
                    "--bounding-set=-all", "--no-new-privs"]  # fmt: skip
    command += ["prlimit", *(f"--{name}={value}" for name, value in kernel_limits(limits).items()), "--"]
    # The submission's files are copied from inside: the scratch lies in memory and ends with the process.
    copy = (
        f"import os, shutil; shutil.copytree({SUBMISSION!r}, {DESK!r}, copy_function=shutil.copyfile); "
        f"os.chdir({DESK!r}); "
    )
    command += [layout.python(), "-I", "-S", "-c", copy + BOOT.format(path=[LIBRARY, SITE])]
    return command, [filter_file, options]


def user_inside() -> int | None:
    """The user inside, one for each sandbox: processes are counted per user, and what a fork bomb left takes a while.

    Returns:
        Its number where this process is root; None where the sandbox has a namespace of users of its own.
    """
    return 10_000_000 + 100 * os.getpid() + next(_started) % 100 if os.geteuid() == 0 else None


def kernel_limits(limits) -> dict[str, int]:
    """What the kernel is told to hold a student's process to.

    Args:
        limits: a `Limits`.

    Returns:
        Numbers by the names that `prlimit` has for them.
    """
    return {"nproc": limits.processes, "as": limits.address_space, "fsize": limits.file_bytes, "core": 0,
            "cpu": limits.cpu_seconds, "nofile": 256}  # fmt: skip


def die_with_parent() -> None:
    """Let the kernel end this process when the one that started it ends, however it ends."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)
