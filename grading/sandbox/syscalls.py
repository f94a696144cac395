"""The filter of system calls: what Python, torch and numba need is allowed by name, everything else is refused.

What a kernel learns after this list was written is refused as well, as if it were not there. The numbers come from
`syscalls.json`, which `kernel_numbers` writes; on a processor without a table grading refuses.
"""

import errno
import functools
import json
import os
import platform
import struct
import tempfile
from pathlib import Path

TABLE = Path(__file__).parent / "syscalls.json"
#: The kernel's names for the two orders of numbers that there are tables for (`linux/audit.h`).
ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
#: On x86-64, where the numbers of its other order (x32) begin.
X32 = 0x40000000

#: What runs without a look at its arguments. Nothing here reaches another process but by a signal, names a socket,
#: takes a lock, or keeps memory in the kernel that belongs to no process.
_ALLOWED = """
    read write readv writev pread64 pwrite64 preadv pwritev preadv2 pwritev2 lseek sendfile close close_range
    open openat creat dup dup2 dup3 pipe pipe2 access faccessat faccessat2 stat lstat fstat newfstatat statx
    statfs fstatfs readlink readlinkat getcwd chdir fchdir getdents getdents64 mkdir mkdirat rmdir unlink unlinkat
    rename renameat renameat2 link linkat symlink symlinkat chmod fchmod fchmodat fchmodat2 umask truncate ftruncate
    fallocate fadvise64 utime utimes utimensat futimesat fsync fdatasync
    getxattr lgetxattr fgetxattr listxattr llistxattr flistxattr
    mmap munmap mprotect mremap madvise msync brk mseal membarrier get_mempolicy
    fork vfork execve exit exit_group wait4 waitid kill tkill tgkill getpid getppid gettid getpgid getpgrp
    getsid setsid setpgid set_tid_address set_robust_list get_robust_list rseq arch_prctl
    getuid geteuid getgid getegid getresuid getresgid getgroups setuid setgid setreuid setregid setresuid setresgid
    setgroups capget capset
    futex futex_wake futex_wait futex_requeue futex_waitv
    sched_yield sched_getaffinity sched_setaffinity sched_getparam sched_getscheduler sched_get_priority_min
    sched_get_priority_max sched_rr_get_interval getcpu getpriority setpriority
    rt_sigaction rt_sigprocmask rt_sigreturn rt_sigpending rt_sigsuspend rt_sigtimedwait sigaltstack pause alarm
    setitimer getitimer nanosleep clock_nanosleep clock_gettime clock_getres gettimeofday time times restart_syscall
    select pselect6 poll ppoll epoll_create epoll_create1 epoll_ctl epoll_wait epoll_pwait epoll_pwait2
    eventfd eventfd2 uname sysinfo getrusage getrlimit setrlimit prlimit64 getrandom
    sendto recvfrom shutdown getsockname getpeername getsockopt
    landlock_create_ruleset landlock_add_rule landlock_restrict_self
"""
ALLOWED = _ALLOWED.split()
#: Looked at, and what of them is allowed: the argument's place, and the values it may have.
BY_VALUE = {
    # asyncio wakes itself through a pair; nothing else of sockets is needed, and none has a name.
    "socketpair": (0, (1,)),
    # F_DUPFD, F_GETFD, F_SETFD, F_GETFL, F_SETFL, F_GETPIPE_SZ, F_DUPFD_CLOEXEC: neither locks nor leases nor notices,
    # by which two sandboxes would speak to each other over a file that both may read.
    "fcntl": (1, (0, 1, 2, 3, 4, 1032, 1030)),
    # TCGETS, FIONBIO, FIONREAD, FIONCLEX, FIOCLEX, TIOCGWINSZ.
    "ioctl": (1, (0x5401, 0x5421, 0x541B, 0x5450, 0x5451, 0x5413)),
    # PR_{SET,GET}_PDEATHSIG, _DUMPABLE, _KEEPCAPS, _NAME, PR_CAPBSET_{READ,DROP}, PR_{SET,GET}_SECUREBITS,
    # _NO_NEW_PRIVS, _THP_DISABLE, PR_CAP_AMBIENT, PR_SET_VMA (glibc names its heaps).
    "prctl": (0, (1, 2, 3, 4, 7, 8, 15, 16, 23, 24, 27, 28, 38, 39, 41, 42, 47, 0x53564D41)),
}
#: `clone` is allowed without these flags, which make namespaces: mount, cgroup, uts, ipc, user, pid, net.
NAMESPACES = 0x00020000 | 0x02000000 | 0x04000000 | 0x08000000 | 0x10000000 | 0x20000000 | 0x40000000
#: Refused as if the kernel had not got them, because libraries then take an older way. The arguments of clone3 lie in
#: memory, where a filter cannot look.
ABSENT = {"clone3", "copy_file_range", "openat2", "memfd_secret"}
LOAD, EQUAL, AT_LEAST, ANY_BIT, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
ALLOW, KILL, ERROR = 0x7FFF0000, 0x80000000, 0x00050000
#: Where in what a filter is shown the call's number, the processor's name and the arguments' lower halves stand.
NUMBER, ARCHITECTURE, ARGUMENTS = 0, 4, 16


@functools.cache
def numbers(machine) -> dict[str, int]:
    """Look up the system calls of a processor.

    Args:
        machine: the processor, as `platform.machine()` says it.

    Returns:
        {name: number}.

    Raises:
        KeyError: there is no table for it.
    """
    return json.loads(TABLE.read_text())[machine]


def is_known(machine=None) -> bool:
    """Whether there is a filter for this processor, or for the one named.

    Args:
        machine: a processor, as `platform.machine()` says it; this one's by default.
    """
    return (machine or platform.machine()) in ARCHITECTURES


def refused(machine=None) -> list[tuple[str, int, int]]:
    """List the calls that are refused whatever their arguments are.

    Args:
        machine: a processor, as `platform.machine()` says it; this one's by default.

    Returns:
        (name, number, errno) of each, sorted by name.

    Raises:
        KeyError: there is no table for the processor.
    """
    table = numbers(machine or platform.machine())
    allowed = {*ALLOWED, *BY_VALUE, "clone"}
    return [(name, table[name], _errno(name)) for name in sorted(table) if name not in allowed]


def _errno(name):
    return errno.ENOSYS if name in ABSENT else errno.EPERM


def program(machine=None) -> bytes:
    """The filter as the kernel reads it: classic BPF, 8 bytes a line.

    Args:
        machine: a processor, as `platform.machine()` says it; this one's by default.

    Returns:
        The bytes of the program.

    Raises:
        KeyError: there is no table for it.
    """
    machine = machine or platform.machine()
    table = numbers(machine)
    lines = [
        (LOAD, 0, 0, ARCHITECTURE), (EQUAL, 1, 0, ARCHITECTURES[machine]), (RETURN, 0, 0, KILL), (LOAD, 0, 0, NUMBER),
    ]  # fmt: skip
    if machine == "x86_64":
        # The other order of the same processor would go around the list.
        lines += [(AT_LEAST, 0, 1, X32), (RETURN, 0, 0, KILL)]
    for name in ALLOWED:
        # The older calls are not there on every processor.
        if name in table:
            lines += [(EQUAL, 0, 1, table[name]), (RETURN, 0, 0, ALLOW)]
    lines += _looked_at(table["clone"], 0, [(ANY_BIT, 0, 1, NAMESPACES), _no(errno.EPERM), (RETURN, 0, 0, ALLOW)])
    for name, (place, values) in BY_VALUE.items():
        checks = [line for value in values for line in ((EQUAL, 0, 1, value), (RETURN, 0, 0, ALLOW))]
        lines += _looked_at(table[name], place, [*checks, _no(errno.EPERM)])
    for _, number, code in refused(machine):
        lines += [(EQUAL, 0, 1, number), _no(code)]
    lines.append(_no(errno.ENOSYS))
    return b"".join(struct.pack("=HBBI", *line) for line in lines)


def _looked_at(number, place, body):
    """Lines for one call that is decided by an argument; every way through `body` ends in it."""
    return [(EQUAL, 0, len(body) + 1, number), (LOAD, 0, 0, ARGUMENTS + 8 * place), *body]


def _no(code):
    return RETURN, 0, 0, ERROR | code


def descriptor_of(data) -> int:
    """Put bytes behind an open file descriptor, at their start: how bubblewrap is told things.

    Args:
        data: the bytes.

    Returns:
        The descriptor; whoever asks for it has to close it.
    """
    with tempfile.TemporaryFile() as file:
        file.write(data)
        file.flush()
        descriptor = os.dup(file.fileno())
    os.lseek(descriptor, 0, os.SEEK_SET)
    return descriptor
