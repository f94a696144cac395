"""What a student's processes use: memory, processor time, and time for which they had to wait for a processor.

Two ways. Where a cgroup (version 2) was handed to this user, as `systemd-run --user --scope -p Delegate=yes` does, the
kernel counts by itself, memory that it keeps for the processes included, and ends all at once. Everywhere else it is
summed over the processes, and the filter of system calls refuses what that sum would miss. No cgroup is touched that
was not handed over: the mark of that is an attribute which systemd sets.
"""

import contextlib
import functools
import itertools
import os
import signal
import time
from pathlib import Path

CGROUP, PROCESSES = "cgroup", "processes"
TICK = 1 / os.sysconf("SC_CLK_TCK")
#: Marks of a cgroup whose management was handed over.
MARKS = ("user.delegate", "trusted.delegate")
#: The controllers that are wanted, and the leaf that this process moves to: one with children may hold no processes.
CONTROLLERS, LEAF = "+memory +pids", "grader"
_made = itertools.count()


class Uncountable(RuntimeError):
    """A process has hidden its memory from whoever counts it."""


# --- Processes. ---------------------------------------------------------------------------------------------------


def tasks(pid) -> list[int]:
    """List a process's threads; its first may have ended long before the others.

    Args:
        pid: the number of the process.

    Returns:
        Their numbers; empty where the process is gone.
    """
    with contextlib.suppress(OSError):
        return [int(task) for task in os.listdir(f"/proc/{pid}/task")]
    return []


def children(pid) -> list[int]:
    """List the processes that a process started and that were not waited for yet.

    Args:
        pid: the number of the process.

    Returns:
        Their numbers.
    """
    found = []
    for task in tasks(pid):
        with contextlib.suppress(OSError, ValueError), open(f"/proc/{pid}/task/{task}/children") as file:
            found += map(int, file.read().split())
    return found


def tree(pid) -> list[int]:
    """List a process and all that descend from it.

    Args:
        pid: the number of the process.

    Returns:
        Their numbers, parents before their children; the first is `pid` itself, even where it is gone.
    """
    found = [pid]
    for one in found:
        found += children(one)
    return found


def _fields(path):
    """The fields behind the name in a `stat` file, from the state on."""
    with open(path) as file:
        return file.read().rpartition(")")[2].split()


def is_running(pid) -> bool:
    """Whether any thread of a process runs: its first may be a zombie while others go on.

    Args:
        pid: the number of the process.
    """
    for task in tasks(pid):
        with contextlib.suppress(OSError):
            if _fields(f"/proc/{pid}/task/{task}/stat")[0] not in "ZX":
                return True
    return False


def descends(pid, ancestors) -> bool:
    """Whether a process is one of several others, or was started by one of them or of their descendants.

    Args:
        pid: the number of the process.
        ancestors: the numbers of the others.
    """
    with contextlib.suppress(OSError, ValueError):
        while pid > 1:
            if pid in ancestors:
                return True
            pid = int(_fields(f"/proc/{pid}/stat")[1])
    return False


def signal_all(pids, ancestors, number) -> None:
    """Send a signal to processes, if they still are descendants of others: a number may have passed to a stranger.

    Args:
        pids: their numbers.
        ancestors: the processes that each must descend from one of.
        number: of the signal.
    """
    for pid in pids:
        with contextlib.suppress(OSError):
            # What is behind a descriptor stays the same process, so it is looked at after it was opened.
            handle = os.pidfd_open(pid)
            try:
                if descends(pid, ancestors):
                    signal.pidfd_send_signal(handle, number)
            finally:
                os.close(handle)


def _read(pid, name):
    """A file about a process's memory, from whichever of its threads still has it; "" where none has.

    Raises:
        Uncountable: the process may not be looked at.
    """
    for task in tasks(pid):
        try:
            with open(f"/proc/{pid}/task/{task}/{name}") as file:
                if text := file.read():
                    return text
        except PermissionError:
            if is_running(pid):
                raise Uncountable(str(pid)) from None
        except OSError:
            continue
    return ""


def memory_of(pid) -> int:
    """Measure the memory that a process holds.

    Args:
        pid: the number of the process.

    Returns:
        Bytes: its own pages, its part of the pages that it shares with others, and its page tables.

    Raises:
        Uncountable: it may not be looked at.
    """
    pages = next((line for line in _read(pid, "smaps_rollup").splitlines() if line.startswith("Pss:")), "Pss: 0")
    tables = next((line for line in _read(pid, "status").splitlines() if line.startswith("VmPTE:")), "VmPTE: 0")
    return 1024 * (int(pages.split()[1]) + int(tables.split()[1]))


def shared_memory(pids) -> int:
    """Measure the memory without a name that processes share: it is held also where nobody has it mapped in.

    Args:
        pids: the numbers of the processes.

    Returns:
        Bytes; what several of them share counts once.

    Raises:
        Uncountable: one of them may not be looked at.
    """
    sizes = {}
    for pid in pids:
        for line in _read(pid, "maps").splitlines():
            if line.endswith("/dev/zero (deleted)"):
                span, _, offset, _, inode, _ = line.split(maxsplit=5)
                low, high = (int(place, 16) for place in span.split("-"))
                sizes[inode] = max(sizes.get(inode, 0), int(offset, 16) + high - low)
    return sum(sizes.values())


def open_sockets(pids) -> int:
    """Count the sockets that processes hold open; the kernel keeps up to half a megabyte for each.

    Args:
        pids: the numbers of the processes.

    Returns:
        The number of sockets; one that several of them hold counts once.
    """
    found = set()
    for pid in pids:
        for task in tasks(pid):
            with contextlib.suppress(OSError):
                for entry in os.scandir(f"/proc/{pid}/task/{task}/fd"):
                    with contextlib.suppress(OSError):
                        target = os.readlink(entry.path)
                        if target.startswith("socket:"):
                            found.add(target)
    return len(found)


def times(pids) -> tuple[float, float]:
    """Measure what processes have had of the processors.

    Args:
        pids: the numbers of the processes.

    Returns:
        (used, waited) in seconds: processor time, and time for which they were ready to run and had to wait. What a
        process's own children used counts with it once they were waited for.
    """
    used = waited = 0.0
    for pid in pids:
        with contextlib.suppress(OSError, ValueError, IndexError):
            used += TICK * sum(map(int, _fields(f"/proc/{pid}/stat")[11:15]))
        for task in tasks(pid):
            with (
                contextlib.suppress(OSError, ValueError, IndexError),
                open(f"/proc/{pid}/task/{task}/schedstat") as file,
            ):
                waited += int(file.read().split()[1]) / 1e9
    return used, waited


class Clock:
    """Time as a student's process has had it: what it spends waiting for a busy machine's processors does not count.

    It advances by the wall clock less that wait, or by the processor time that was used if that is more, so that a
    process which gets in its own way gains nothing by it. It is never slower than the wall clock divided by `SLOWEST`.

    Args:
        pids: a function that returns the numbers of the processes that are watched.
    """

    SLOWEST = 10
    EVERY = 0.05

    def __init__(self, pids):
        self.pids, self.value, self.last = pids, 0.0, time.monotonic()
        self.begun = self.last
        self.before = self._readings()

    def __call__(self):
        """Seconds since the start."""
        step = time.monotonic() - self.last
        if step < self.EVERY:
            return self.value + step
        before, self.before = self.before, self._readings()
        spent = sum(used for used, _ in self.before.values()) - sum(used for used, _ in before.values())
        # Each process for itself: in a sum over all of them, what one that has ended had waited would be taken from
        # what the others wait. So would, in a child's copy of this clock, what its parent had.
        delay = sum(max(0.0, waited - before.get(pid, (0.0, 0.0))[1]) for pid, (_, waited) in self.before.items())
        self.value += max(step / self.SLOWEST, min(step, max(spent, step - delay)))
        self.last += step
        return self.value

    @property
    def lost(self) -> float:
        """Seconds since the start that did not count, since the machine was busy with something else."""
        return self.last - self.begun - self.value

    def _readings(self):
        """{number of a process: (used, waited)}."""
        return {pid: times([pid]) for pid in self.pids()}


# --- Cgroups. -----------------------------------------------------------------------------------------------------


def own_cgroup(mounts="/proc/self/mountinfo", own="/proc/self/cgroup") -> Path | None:
    """Find this process's cgroup of version 2.

    Args:
        mounts: the kernel's list of what is mounted.
        own: the kernel's list of the cgroups of this process.

    Returns:
        Its folder; None where there is none.
    """
    with contextlib.suppress(OSError):
        lines = [line.split() for line in Path(mounts).read_text().splitlines()]
        mounted = next((fields[4] for fields in lines if "cgroup2" in fields[fields.index("-") :]), None)
        path = next((line[3:] for line in Path(own).read_text().splitlines() if line.startswith("0::")), None)
        if mounted and path:
            return Path(mounted) / path.lstrip("/")
    return None


def is_handed_over(folder) -> bool:
    """Whether the management of a cgroup was handed to us.

    Args:
        folder: of the cgroup.
    """
    for mark in MARKS:
        with contextlib.suppress(OSError):
            if os.getxattr(folder, mark) == b"1" and os.access(folder, os.W_OK):
                return True
    return False


@functools.lru_cache
def delegated() -> Path | None:
    """The folder in which cgroups of our own can be made, after this process has moved to a leaf in it; or None."""
    own = own_cgroup()
    if own is None:
        return None
    if own.name == LEAF and is_handed_over(own.parent):
        return own.parent
    return claim(own) if is_handed_over(own) else None


def claim(folder) -> Path | None:
    """Move this process to a leaf of a cgroup, so that others can be made beside it.

    Args:
        folder: of a cgroup that was handed over.

    Returns:
        The folder, or None where it holds processes of others or lacks a controller.
    """
    try:
        (folder / LEAF).mkdir(exist_ok=True)
        (folder / LEAF / "cgroup.procs").write_text(str(os.getpid()))
        (folder / "cgroup.subtree_control").write_text(CONTROLLERS)
    except OSError:
        with contextlib.suppress(OSError):
            (folder / "cgroup.procs").write_text(str(os.getpid()))
        return None
    return folder


class Cgroup:
    """The cgroup of one sandbox.

    Args:
        parent: a folder from `delegated`.
        memory: bytes that its processes may use, with what the kernel keeps for them.
        processes: how many there may be, threads included.

    Raises:
        OSError: it cannot be made.
    """

    def __init__(self, parent, memory, processes):
        self.folder = parent / f"student-{os.getpid()}-{next(_made)}"
        self.folder.mkdir()
        for name, value in (("memory.max", memory), ("memory.oom.group", 1), ("pids.max", processes)):
            (self.folder / name).write_text(str(value))
        # Not every kernel has swapping.
        with contextlib.suppress(OSError):
            (self.folder / "memory.swap.max").write_text("0")

    def entering(self, command) -> list[str]:
        """A command line that enters the cgroup before it becomes another one.

        Args:
            command: the other command line, a list of words.

        Returns:
            The list of words.
        """
        return ["sh", "-c", 'echo $$ >"$0" && exec "$@"', str(self.folder / "cgroup.procs"), *command]

    def take(self, pid) -> None:
        """Move a process into it.

        Args:
            pid: the number of the process.

        Raises:
            OSError: it cannot be moved.
        """
        (self.folder / "cgroup.procs").write_text(str(pid))

    def memory(self) -> int:
        """Bytes in use."""
        return int((self.folder / "memory.current").read_text())

    def was_full(self) -> bool:
        """Whether the kernel ended it because its memory was used up."""
        with contextlib.suppress(OSError):
            events = dict(line.split() for line in (self.folder / "memory.events").read_text().splitlines())
            return int(events.get("oom_kill", 0)) > 0
        return False

    def kill(self) -> None:
        """End every process in it."""
        with contextlib.suppress(OSError):
            (self.folder / "cgroup.kill").write_text("1")

    def remove(self, seconds=2.0) -> None:
        """Take it away once its last process is gone.

        Args:
            seconds: how long it is waited for that, by the wall clock; then the cgroup stays.
        """
        deadline = time.monotonic() + seconds
        while self.folder.exists() and time.monotonic() < deadline:
            try:
                self.folder.rmdir()
            except OSError:
                time.sleep(0.02)


def way() -> str:
    """Which of the two ways is used here: "cgroup" or "processes"."""
    return PROCESSES if delegated() is None else CGROUP
