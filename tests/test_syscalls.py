"""One test for every system call that a student's process is refused, as root and as an ordinary user."""

import functools
import json
import platform

import pytest

from grading.sandbox import kernel_numbers, syscalls
from tests.graded import needs_sandbox
from tests.sandboxed import LIBC, USERS, run_inside

MACHINE = platform.machine() if syscalls.is_known() else "x86_64"
NUMBERS = syscalls.numbers(MACHINE)
NAMES = [name for name, *_ in syscalls.refused(MACHINE)]
#: By which code has reached out of a sandbox before, or has kept memory that nobody counts.
DANGEROUS = """
    unshare setns mount umount2 move_mount open_tree open_tree_attr fsopen fsmount fsconfig fspick mount_setattr
    pivot_root chroot semget semop semtimedop semctl msgget msgsnd msgrcv mq_open shmget shmat pidfd_open pidfd_getfd
    process_vm_readv process_vm_writev ptrace kcmp bpf io_uring_setup io_uring_enter io_uring_register userfaultfd
    perf_event_open keyctl add_key request_key memfd_create memfd_secret flock socket sendmsg sendmmsg setsockopt
    seccomp finit_module init_module kexec_load open_by_handle_at inotify_init1 fanotify_init vmsplice clone3
    personality
"""
FLAGS = {"mount": 0x20000, "cgroup": 0x2000000, "uts": 0x4000000, "ipc": 0x8000000, "user": 0x10000000,
         "pid": 0x20000000, "net": 0x40000000, "user and net": 0x50000000}  # fmt: skip
EVERY = f"""
answers = {{}}
for name, number in {[(name, NUMBERS[name]) for name in NAMES]!r}:
    answers[name] = call(number, 0, 0, 0, 0, 0, 0)
print(json.dumps(answers))
"""
CLONES = f"""
answers = {{}}
for name, flags in {FLAGS!r}.items():
    answers[name] = call({NUMBERS["clone"]}, flags | 17, 0, 0, 0, 0)
    if answers[name] == 0:
        os._exit(0)
arguments = ctypes.create_string_buffer(88)
arguments[0:8] = (0x10000000).to_bytes(8, "little")
answers["clone3"] = call({NUMBERS["clone3"]}, ctypes.addressof(arguments), 88)
if answers["clone3"] == 0:
    os._exit(0)
answers["unshare"] = call({NUMBERS["unshare"]}, 0x10000000)
answers["setns"] = call({NUMBERS["setns"]}, os.open("/proc/self/ns/user", 0), 0)
print(json.dumps(answers))
"""
BY_VALUE = f"""
import fcntl, socket, termios
def attempt(function, *arguments):
    try:
        function(*arguments)
        return "done"
    except OSError as error:
        return errno.errorcode[error.errno]
file = open("/usr/bin/env", "rb")
print(json.dumps({{
    "lock": attempt(fcntl.lockf, file, fcntl.LOCK_SH),
    "flock": attempt(fcntl.flock, file, fcntl.LOCK_EX),
    "lease": attempt(fcntl.fcntl, file, 1024, 0),
    "notice": attempt(fcntl.fcntl, os.open("/usr", 0), 1026, 1),
    "pipe size": attempt(fcntl.fcntl, os.pipe()[0], 1031, 1 << 20),
    "typing into a terminal": attempt(fcntl.ioctl, file, 0x5412, b"x"),
    "tcp": attempt(socket.socket, 2, 1), "netlink": attempt(socket.socket, 16, 3),
    "vsock": attempt(socket.socket, 40, 1), "pair of tcp": attempt(socket.socketpair, 2, 1),
    "own filter": call({NUMBERS["prctl"]}, 22, 1, 0),
    "subreaper": call({NUMBERS["prctl"]}, 36, 1),
    "pair": attempt(socket.socketpair), "flags": attempt(fcntl.fcntl, file, 3), "pipe": attempt(os.pipe),
}}))
"""
UNKNOWN = """print(json.dumps([call(number, 0, 0, 0, 0, 0, 0) for number in (470, 480, 500, 600, 1000, 100_000)]))"""
GARBAGE = "import gc; print(json.dumps([gc.isenabled()]))"
OTHER_ORDER = """
child = os.fork()
if child == 0:
    call(0x40000000 + 39)
    os._exit(0)
print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""


@functools.cache
def answers(user):
    pieces = [EVERY, CLONES, BY_VALUE, UNKNOWN, GARBAGE, *([OTHER_ORDER] if MACHINE == "x86_64" else [])]
    texts = run_inside(user, *(LIBC + piece for piece in pieces))
    return [json.loads(text) if text[:1] in "[{-0123456789" else text for text in texts]


@needs_sandbox
@pytest.mark.parametrize("user", USERS)
@pytest.mark.parametrize("name", NAMES)
def test_a_call_that_no_notebook_needs_is_refused(user, name):
    assert answers(user)[0][name] == ("ENOSYS" if name in syscalls.ABSENT else "EPERM")


@pytest.mark.parametrize("name", DANGEROUS.split())
def test_what_code_has_reached_out_by_is_on_the_list(name):
    assert name in NAMES


@needs_sandbox
@pytest.mark.parametrize("user", USERS)
def test_there_is_no_way_to_a_namespace(user):
    assert answers(user)[1] == {name: "ENOSYS" if name == "clone3" else "EPERM" for name in
                                [*FLAGS, "clone3", "unshare", "setns"]}  # fmt: skip


@needs_sandbox
@pytest.mark.parametrize("user", USERS)
def test_what_is_decided_by_an_argument(user):
    done = {name for name, answer in answers(user)[2].items() if answer == "done"}
    assert done == {"pair", "flags", "pipe"}, answers(user)[2]


@needs_sandbox
@pytest.mark.parametrize("user", USERS)
def test_a_call_that_came_later_is_not_there(user):
    assert set(answers(user)[3]) == {"ENOSYS"}


@needs_sandbox
@pytest.mark.parametrize("user", USERS)
def test_garbage_is_looked_for_once_the_imports_are_done(user):
    assert answers(user)[4] == [True]


@needs_sandbox
@pytest.mark.skipif(MACHINE != "x86_64", reason="only x86-64 has a second order of numbers")
@pytest.mark.parametrize("user", USERS)
def test_the_other_order_of_the_processor_ends_the_process(user):
    assert answers(user)[-1] == -31


@pytest.mark.parametrize("machine", sorted(syscalls.ARCHITECTURES))
def test_the_filter_fits_a_kernel_and_ends_in_a_refusal(machine):
    """Also on the processor that this machine has not: every way through it is walked by a reading of our own."""
    code = syscalls.program(machine)
    lines = [code[place : place + 8] for place in range(0, len(code), 8)]
    assert len(lines) < 4096
    table = syscalls.numbers(machine)
    for name, number in table.items():
        allowed = _walk(lines, machine, number, [0] * 6) == syscalls.ALLOW
        assert allowed == (name in {*syscalls.ALLOWED, "clone", "fcntl"}), name
    assert _walk(lines, machine, table["clone"], [0x10000000, 0, 0, 0, 0, 0]) == syscalls.ERROR | 1
    assert _walk(lines, machine, table["socketpair"], [1, 0, 0, 0, 0, 0]) == syscalls.ALLOW
    assert _walk(lines, machine, 5000, [0] * 6) == syscalls.ERROR | 38
    other = next(name for name in syscalls.ARCHITECTURES if name != machine)
    assert _walk(lines, other, table["read"], [0] * 6) == syscalls.KILL


def _walk(lines, machine, number, arguments):
    """What the filter answers to one call; a jump beyond its end is an error here as it is to the kernel."""
    import struct

    shown = struct.pack("<iIQ6Q", number, syscalls.ARCHITECTURES[machine], 0, *arguments)
    place, value = 0, 0
    while True:
        code, yes, no, operand = struct.unpack("=HBBI", lines[place])
        place += 1
        if code == syscalls.RETURN:
            return operand
        if code == syscalls.LOAD:
            value = int.from_bytes(shown[operand : operand + 4], "little")
            continue
        holds = {syscalls.EQUAL: value == operand, syscalls.AT_LEAST: value >= operand,
                 syscalls.ANY_BIT: value & operand != 0}[code]  # fmt: skip
        place += yes if holds else no


def test_the_table_is_what_the_kernels_headers_say():
    try:
        tables = kernel_numbers.tables()
    except FileNotFoundError as error:
        pytest.skip(f"the kernel's headers are not installed: {error}")
    for machine, table in tables.items():
        kept = syscalls.numbers(machine)
        # Headers of another kernel may know more calls or fewer; none has another number.
        assert {name: number for name, number in table.items() if kept.get(name, number) != number} == {}
        assert len(set(kept.values())) == len(kept)
    assert syscalls.numbers("x86_64")["open_tree_attr"] == syscalls.numbers("aarch64")["open_tree_attr"] == 467
