"""The first process of a sandbox: it starts the student's, adopts what that leaves behind, and ends with its status.

Where the student's is forked into the sandbox instead, it says that the walls stand, and only adopts.

It is run by its text (`python -I -S -c`), since nothing of this package is shown inside, with the command to start as
its arguments. Where the tutor is not root it has the same user as the student's code; it cannot be opened by that all
the same, because it is not dumpable: the kernel then keeps its memory and its open files from everybody but root.
"""

import contextlib
import ctypes
import os
import struct
import sys
import time

NOT_DUMPABLE = 4, 0
# Landlock, by the numbers that all processors share; its rights over files: to execute, to write, to make and remove.
CREATE, ADD, RESTRICT, BENEATH = 444, 445, 446, 1
EXECUTE, WRITE = 1 << 0, 1 << 1
CHANGE = sum(1 << bit for bit in (1, *range(4, 13)))
# What later kernels add: to move between folders, to truncate.
REFER, TRUNCATE = 1 << 13, 1 << 14
# TCP, and sockets and signals that lead out.
NETWORK, SCOPES = 0b11, 0b11
PLAIN = EXECUTE | WRITE | TRUNCATE
# What it says where nothing is to be started: the sandbox stands.
READY = b"."


def second_wall(library, executable, writable) -> int:
    """Let the kernel refuse this process, and all that it starts, to write or execute anything elsewhere (Landlock).

    Args:
        library: the C library, from `ctypes`.
        executable: paths below which programs may be run.
        writable: paths below which files may be made and changed.

    Returns:
        The version of Landlock that is in force, 0 where this kernel has none.
    """
    version = library.syscall(CREATE, None, 0, 1)
    if version < 1:
        return 0
    change = CHANGE | (REFER if version >= 2 else 0) | (TRUNCATE if version >= 3 else 0)
    fields = [EXECUTE | change] + [NETWORK] * (version >= 4) + [SCOPES] * (version >= 6)
    rules = struct.pack(f"={len(fields)}Q", *fields)
    ruleset = library.syscall(CREATE, rules, len(rules), 0)
    if ruleset < 0:
        return 0
    rights = [(path, EXECUTE) for path in executable] + [(path, change) for path in writable] + [("/dev", WRITE)]
    for path, right in rights:
        with contextlib.suppress(OSError):
            place = os.open(path, os.O_PATH | os.O_CLOEXEC)
            right = right if os.path.isdir(path) else right & PLAIN
            library.syscall(ADD, ruleset, BENEATH, struct.pack("=Qi", right, place), 0)
            os.close(place)
    done = library.syscall(RESTRICT, ruleset, 0)
    os.close(ruleset)
    return version if done == 0 else 0


def main(executable, writable, command) -> None:
    """Start a command, wait for it, and reap what it leaves.

    It does not return: the process ends with the command's status, or as bubblewrap would, with 128 and the number of
    the signal that ended the command.

    Args:
        executable, writable: lists of paths, as in `second_wall`.
        command: the command line, a list of words; empty where another process will be forked into the sandbox.
    """
    library = ctypes.CDLL(None, use_errno=True)
    library.prctl(*NOT_DUMPABLE)
    child = 0
    if not command:
        os.write(1, READY)
        os.close(1)
    else:
        child = os.fork()
        if child == 0:
            second_wall(library, executable, writable)
            os.execvp(command[0], command)
    while True:
        try:
            number, status = os.wait()
        except ChildProcessError:
            # Nothing to wait for yet; what is left behind inside becomes a child of this process.
            time.sleep(0.2)
            continue
        if number == child:
            code = os.waitstatus_to_exitcode(status)
            os._exit(code if code >= 0 else 128 - code)


if __name__ == "__main__":
    main(sys.argv[1].split(":"), sys.argv[2].split(":"), sys.argv[3:])
