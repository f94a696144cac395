"""A Python that has imported what notebooks import, and forks one student's process into each sandbox.

It is run as a script of its own and sees the folders that a student's process sees. No student's code
ever runs in it, nothing that a student sent reaches it, and what it holds is what every student's process holds anyway:
Python, its packages and the library without its answers. Importing them takes longer than most notebooks; so they are
imported once, and every student's process begins as a copy.

The copy still has the rights of this process. Before it reads the first byte of a student's it enters the namespaces
that bubblewrap has made for it, gives up every right, takes on its limits, and lets Landlock and the filter of system
calls close behind it: the same walls in the same order as a process that is started from a file.
"""

import contextlib
import ctypes
import gc
import importlib
import json
import os
import pkgutil
import resource
import shutil
import signal
import socket
import sys
import time

# Namespaces, by the kernel's flags: mount, cgroup, uts, ipc, user, pid, net.
MOUNT, CGROUP, UTS, IPC, USER, PID, NET = (1 << bit for bit in (17, 25, 26, 27, 28, 29, 30))
# What `prctl` is asked: die with the parent, be dumpable, drop a right for good, take no new ones, filter, clear all
# rights that would be inherited.
DEATH, DUMPABLE, DROP, NO_NEW, FILTER, AMBIENT, CLEAR = 1, 4, 24, 38, 22, 47, 4
CAPABILITIES_3 = 0x20080522
# Bytes of one request; the filter is its largest part.
REQUEST = 1 << 17
LIMITS = {"nproc": resource.RLIMIT_NPROC, "as": resource.RLIMIT_AS, "fsize": resource.RLIMIT_FSIZE,
          "core": resource.RLIMIT_CORE, "cpu": resource.RLIMIT_CPU, "nofile": resource.RLIMIT_NOFILE}  # fmt: skip


class Program(ctypes.Structure):
    """A filter as `prctl` takes it: its number of lines, and where they lie."""

    _fields_ = [("lines", ctypes.c_ushort), ("place", ctypes.c_void_p)]


def imported(package) -> object:
    """Import what notebooks import, before the first student.

    Args:
        package: the name of the library, whose modules are all imported.

    Returns:
        The module whose `main` a student's process runs.
    """
    library = importlib.import_module(package)
    for module in pkgutil.walk_packages(library.__path__, f"{package}."):
        importlib.import_module(module.name)
    for name in ("matplotlib.pyplot", "matplotlib_inline.backend_inline", "torch.autograd.functional"):
        importlib.import_module(name)
    return importlib.import_module(f"{package}.submission.cellrun")


class Template:
    """Forks students' processes for whoever asks over a line.

    Args:
        line: a socket that keeps messages apart.
        run: what a student's process does, once it is inside.
        second_wall: of `grading.sandbox.first_process`.
    """

    def __init__(self, line, run, second_wall):
        self.line, self.run, self.second_wall = line, run, second_wall
        self.library = ctypes.CDLL(None, use_errno=True)

    def serve(self) -> None:
        """Answer requests until the other side closes the line."""
        self.line.send(b"{}")
        while True:
            data, descriptors, *_ = socket.recv_fds(self.line, REQUEST, 4)
            if not data:
                os._exit(0)
            request = json.loads(data)
            try:
                work = {"fork": self.fork, "status": self.status, "end": self.end}[request.pop("op")]
                answer = work(*descriptors, **request)
            except OSError as error:
                answer = {"error": str(error)}
            for descriptor in descriptors:
                os.close(descriptor)
            self.line.send(json.dumps(answer).encode())

    def fork(self, sandbox, given, sent, errors, **request) -> dict:
        """Fork a student's process into a sandbox.

        Args:
            sandbox: a descriptor of its first process.
            given, sent, errors: descriptors for the new process's standard input, output and error.
            **request: of `enter`.

        Returns:
            {"pid": the number of the new process}.

        Raises:
            OSError: the sandbox cannot be entered.
        """
        # It holds for processes that are forked from here on, not for this one.
        checked(self.library.setns(sandbox, PID))
        child = os.fork()
        if child:
            return {"pid": child}
        try:
            for number, descriptor in enumerate((given, sent, errors)):
                os.dup2(descriptor, number)
            self.enter(sandbox, **request)
            self.run()
        except BaseException as error:
            os.write(2, f"{type(error).__name__}: {error}".encode("utf-8", "replace")[:1000])
        finally:
            os._exit(1)

    def enter(self, sandbox, user, limits, filter_, executable, writable, submission, desk) -> None:
        """Become the process of one student: behind all walls, with nothing of what this one may do.

        Args:
            sandbox: a descriptor of its first process.
            user: the number of a user, or None where the sandbox has a namespace of users.
            limits: {name: value}, see `LIMITS`.
            filter_: the filter of system calls, in hexadecimal.
            executable, writable: lists of paths, as in `second_wall`.
            submission, desk: the files below the first are copied to the second.

        Raises:
            OSError: a wall does not stand. The process has to end then.
            MemoryError: it may not have the memory that it begins with.
        """
        library = self.library
        os.setsid()
        spaces = MOUNT | CGROUP | UTS | IPC | NET | (USER if user is None else 0)
        checked(library.setns(sandbox, spaces))
        # The line to the grader is among what is closed.
        os.closerange(3, resource.getrlimit(resource.RLIMIT_NOFILE)[0])
        give_up(user, library)
        # Becoming another user takes both away.
        checked(library.prctl(DUMPABLE, 1))
        checked(library.prctl(DEATH, int(signal.SIGKILL)))
        with open("/proc/self/statm", encoding="ascii") as file:
            if int(file.read().split()[0]) * resource.getpagesize() > limits["as"]:
                raise MemoryError("it begins with more address space than the limits allow")
        for name, limit in limits.items():
            resource.setrlimit(LIMITS[name], (limit, limit))
        self.second_wall(library, executable, writable)
        lines = ctypes.create_string_buffer(bytes.fromhex(filter_))
        program = Program(len(lines) // 8, ctypes.cast(lines, ctypes.c_void_p))
        checked(library.prctl(FILTER, 2, ctypes.byref(program), 0, 0))
        shutil.copytree(submission, desk, copy_function=shutil.copyfile)
        # Matplotlib made it where it was imported first.
        os.makedirs(os.environ["MPLCONFIGDIR"], exist_ok=True)
        os.chdir(desk)
        # Python's own generator is begun anew by every fork; these are not.
        sys.modules["numpy"].random.seed()
        sys.modules["torch"].seed()
        # As in a process that is started from a file.
        sys.argv[:] = ["-c"]

    def status(self, pid, seconds) -> dict:
        """How a student's process has ended; its number stays taken until `end`.

        Args:
            pid: its number.
            seconds: for how long it is waited.

        Returns:
            {"code": its exit status, below 0 for a signal; None where it runs}.
        """
        deadline = time.monotonic() + seconds
        while True:
            found = os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT)
            if found is not None:
                return {"code": found.si_status if found.si_code == os.CLD_EXITED else -found.si_status}
            if time.monotonic() > deadline:
                return {"code": None}
            time.sleep(0.01)

    def end(self, pid) -> dict:
        """End a student's process if it still runs; its number is free then.

        Args:
            pid: its number.

        Returns:
            {}.
        """
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        return {}


def give_up(user, library) -> None:
    """Give up every right of this process for good.

    Args:
        user: its new number, or None to keep it.
        library: the C library.

    Raises:
        OSError: a right remains.
    """
    number = 0
    while library.prctl(DROP, number, 0, 0, 0) == 0:
        number += 1
    if number == 0:
        checked(-1)
    checked(library.prctl(AMBIENT, CLEAR, 0, 0, 0))
    if user is not None:
        os.setgroups([])
        os.setresgid(user, user, user)
        os.setresuid(user, user, user)
    checked(library.capset((ctypes.c_uint32 * 2)(CAPABILITIES_3, 0), (ctypes.c_uint32 * 6)()))
    checked(library.prctl(NO_NEW, 1, 0, 0, 0))


def checked(result) -> None:
    """Let a call's result through.

    Args:
        result: of a call of the C library.

    Raises:
        OSError: it failed.
    """
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


def main(descriptor, paths) -> None:
    """Import, and serve until the other side closes the line.

    Args:
        descriptor: of the line's socket.
        paths: where the library and the packages lie.
    """
    sys.path += [os.path.dirname(__file__)]
    second_wall = importlib.import_module("first_process").second_wall
    sys.path[-1:] = paths
    # Nothing of what is imported is garbage until the end: looking for some takes a tenth of the time.
    gc.disable()
    runner = imported("sheet_utils")
    gc.enable()
    gc.collect()
    gc.freeze()
    Template(socket.socket(fileno=descriptor), runner.main, second_wall).serve()


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
