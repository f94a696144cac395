"""Attempts on the walls: system calls, what is counted, the watch, the deadline, and what tutors' tools read.

Cases like those of `cases`, in families: each is one way of a kind that has got through before.
"""

import base64
import io
import platform
import textwrap

from PIL import Image

from grading.sandbox import syscalls
from tests.hostile.cases import CELLS, FULL, LOOT, LOSS, STF, case, escape, stf

HEAD = "def process_sequence_using_STF(model, x, t_forcing):\n"
NUMBERS = syscalls.numbers(platform.machine() if syscalls.is_known() else "x86_64")
LIBC = "import ctypes, os\nlibc = ctypes.CDLL(None, use_errno=True)\n"


# --- System calls: the answer would be right if one of them did anything. ------------------------------------------

CALLS = {
    "semaphores": ("semget", "0, 32, 0o1600"),
    "message_queues": ("msgget", "0, 0o1600"),
    "shared_segments": ("shmget", "0, 10_000_000, 0o1600"),
    "posix_queues": ("mq_open", "b'q', 0o102, 0o600, None"),
    "files_without_a_name": ("memfd_create", "b'x', 0"),
    "tree_of_mounts": ("open_tree_attr", "-100, b'/', 1, None, 0"),
    "tree_of_mounts_without_attributes": ("open_tree", "-100, b'/', 1"),
    "new_filesystem": ("fsopen", "b'tmpfs', 0"),
    "descriptor_of_a_process": ("pidfd_open", "1, 0"),
    "ring_of_requests": ("io_uring_setup", "8, ctypes.create_string_buffer(120)"),
    "page_faults": ("userfaultfd", "1"),
    "keys": ("add_key", "b'user', b'x', b'y', 1, -2"),
    "keyring": ("keyctl", "0, -3, 0"),
    "events_of_the_processor": ("perf_event_open", "ctypes.create_string_buffer(120), 0, -1, -1, 0"),
    "programs_for_the_kernel": ("bpf", "0, ctypes.create_string_buffer(120), 120"),
    "notices_of_files": ("inotify_init1", "0"),
    "pages_given_away": ("vmsplice", "os.pipe()[1], ctypes.create_string_buffer(16), 0, 0"),
    "filter_of_ones_own": ("seccomp", "2, 0, None"),
    "socket_of_the_kernel": ("socket", "16, 3, 0"),
    "namespace_of_users": ("clone", "0x10000011, 0, 0, 0, 0"),
    "namespace_of_networks_and_users": ("clone", "0x50000011, 0, 0, 0, 0"),
    "namespace_by_unshare": ("unshare", "0x10000000"),
    "lock_on_a_shared_file": ("flock", "os.open('/usr/bin/env', 0), 2"),
    "call_that_nobody_knows": ("", "0, 0, 0"),
}
for _name, (_call, _arguments) in CALLS.items():
    escape(
        f"calls_{_name}",
        f"{LIBC}result = libc.syscall({NUMBERS.get(_call, 480)}, {_arguments})\n"
        f"if result == 0 and {_call == 'clone'}:\n    os._exit(0)\nreturn result != -1",
    )
escape(
    "calls_clone3_for_a_namespace",
    f"{LIBC}arguments = ctypes.create_string_buffer((0x10000000).to_bytes(8, 'little'), 88)\n"
    f"result = libc.syscall({NUMBERS['clone3']}, arguments, 88)\nif result == 0:\n    os._exit(0)\nreturn result != -1",
)
escape(
    "record_lock_on_a_shared_file",
    "import fcntl, ctypes\ntry:\n    fcntl.lockf(open('/usr/bin/env', 'rb'), fcntl.LOCK_SH)\n    return True\n"
    "except OSError:\n    return False",
)
escape(
    "memory_of_the_first_process",
    "import ctypes\ntry:\n    return open('/proc/1/mem', 'rb').fileno() >= 0\nexcept OSError:\n    return False",
)
escape(
    "paths_of_the_host",
    "import ctypes, glob\ntexts = [open(p, 'rb').read() for p in glob.glob('/proc/[0-9]*/cmdline')]\n"
    "return any(b'bwrap' in text or b'submitted' in text for text in texts)",
)


# --- What is counted. -----------------------------------------------------------------------------------------------


def _holds(name, points, body, flag=True):
    """An answer that begins with what holds memory, files or processes in some way that is easily missed."""

    def build(work):
        stf(work, HEAD + textwrap.indent(textwrap.dedent(body).strip(), "    ") + "\n    return x\n")

    build.__name__ = name
    return case("resources", points, flag=flag)(build)


EXIT = NUMBERS["exit"]
_holds(
    "memory_of_a_process_without_its_first_thread",
    FULL - STF,
    f"""
import ctypes, os, threading, time
def hold():
    time.sleep(1)
    kept = [b'x' * 900_000_000, b'y' * 900_000_000]
    time.sleep(100)
if os.fork() == 0:
    threading.Thread(target=hold).start()
    ctypes.CDLL(None).syscall({EXIT}, 0)
time.sleep(6)
""",
)
_holds(
    "memory_that_is_hidden",
    FULL - STF,
    """
import ctypes, os, time
if os.fork() == 0:
    ctypes.CDLL(None).prctl(4, 0)
    kept = [b'x' * 900_000_000, b'y' * 900_000_000]
    time.sleep(100)
time.sleep(6)
""",
)
_holds(
    "memory_in_pairs_of_sockets",
    FULL - STF,
    """
import socket, time
kept = [socket.socketpair() for _ in range(110)]
for one, _ in kept:
    one.setblocking(False)
    try:
        while True:
            one.send(b'x' * 4096)
    except BlockingIOError:
        pass
time.sleep(5)
""",
)
_holds(
    "files_beside_a_child_that_nobody_waits_for",
    FULL - STF,
    """
import os, time
if os.fork() == 0:
    os._exit(0)
for number in range(20_000):
    open(f"/tmp/{number}", "w").close()
time.sleep(5)
""",
)
_holds(
    "files_in_every_scratch",
    FULL - STF,
    """
import time
for place in ("/tmp/", "/dev/shm/", ""):
    for number in range(12_000):
        open(f"{place}{number}", "w").close()
time.sleep(5)
""",
    flag=False,
)
_holds(
    "page_tables_of_many",
    FULL - STF,
    """
import mmap, os, time
for _ in range(50):
    if os.fork() == 0:
        kept = [mmap.mmap(-1, 900_000_000, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS) for _ in range(2)]
        for area in kept:
            for place in range(0, 900_000_000, 4096):
                area[place]
        time.sleep(100)
time.sleep(7)
""",
)


@case("resources", FULL, flag=True)
def process_without_its_first_thread_of_a_cell(work):
    work.insert("stf-forward", f"""import ctypes, os, threading, time
if os.fork() == 0:
    def spin():
        while True:
            y = 1
    for _ in range(4):
        threading.Thread(target=spin).start()
    ctypes.CDLL(None).syscall({EXIT}, 0)
time.sleep(0.5)
""")  # fmt: skip


@case("resources", FULL - STF, flag=True)
def scratch_behind_a_link(work):
    stf(work, HEAD + """    import os, shutil, time
    for number in range(12_000):
        open(f"/tmp/{number}", "w").close()
    os.symlink("/", "/home/student/tmp")
    time.sleep(5)
    return x
""")  # fmt: skip


# --- Time that is the grader's own. ---------------------------------------------------------------------------------


def _slow(name, source):
    """Work that is right, beside something that takes the square of its length to search."""

    def build(work):
        work.insert("stf-forward", source)

    build.__name__ = name
    return case("resources", FULL)(build)


_slow("line_of_blanks", "x = 1\n" + " " * 60_000 + "\ny = 2")
_slow("blanks_before_a_comment", "\n".join(" " * 30_000 + "# here" for _ in range(8)))
_slow("commas_without_end", "z = (" + "1, " * 20_000 + ")")
_slow("blanks_behind_a_name", 'text = """\na' + " " * 60_000 + 'b\n"""')


def _shown(name, kind, text, count=1):
    """Output of the student's that takes long to make harmless, or unfolds in a browser."""

    def build(work):
        output = {"output_type": "display_data", "metadata": {}, "data": {kind: text}}
        work.cell("data-look")["outputs"] = [output] * count

    build.__name__ = name
    return case("resources", FULL)(build)


def _picture(side):
    out = io.BytesIO()
    Image.new("1", (side, side)).save(out, "PNG")
    return base64.b64encode(out.getvalue()).decode()


_shown("html_of_many_attributes", "text/html", "<b " + " ".join(f"a{k}=1" for k in range(120_000)) + ">x</b>")
_shown(
    "html_of_many_attributes_with_marks", "text/html", "<b " + " ".join(f"a{k}='>'" for k in range(40_000)) + ">x</b>"
)
_shown("markdown_of_blanks", "text/markdown", "a" + " " * 19_000 + "b", count=40)
_shown("pictures_that_unfold", "image/png", _picture(5400), count=40)
_shown("pictures_that_unfold_in_html", "text/html", f'<img src="data:image/png;base64,{_picture(5400)}">' * 30)


@case("resources", FULL)
def text_cells_of_blanks(work):
    for number in range(60):
        work.insert("stf-forward", f"a{number}" + " " * 19_000 + "b", kind="markdown")


@case("resources", FULL, flag=True)
def thousands_of_links(work):
    def link(folder):
        for number in range(2000):
            (folder / f"link-{number}").symlink_to("/etc/passwd")

    return {"": link}


@case("resources", FULL)
def numbers_that_json_has_no_word_for(work):
    work.notebooks[work.name(1)]["metadata"]["odd"] = [float("nan"), float("inf"), 10**400]
    work.cell("data-look")["metadata"]["odd"] = float("nan")
    work.cell("data-look")["outputs"] = [
        {
            "output_type": "display_data",
            "metadata": {"x": float("nan")},
            "data": {"application/json": {"y": float("nan")}},
        }
    ]


# --- The watch, and what answers pass through. ----------------------------------------------------------------------

CUT = """
    states = [state.detach() for state in states]
    return torch.stack(states)
"""
OVERWRITES = """
    result = torch.stack(states)
    x.zero_()
    return result
"""
RETURN = "    return torch.stack(states)\n"
PASSAGE = "from sheet_utils.checks import probing\nfrom sheet_utils import checks, wire\nimport copy\n"
HOLD = """import gc
runner = next(one for one in gc.get_objects() if type(one).__name__ == "Runner")
"""


def _cut(name, source, points=FULL - CELLS["stf-test-gradient"]):
    """A right answer with its graph cut, which costs the points for the gradient whatever stands beside it."""

    def build(work):
        cell = work.cell("stf-forward")
        cell["source"] = (cell["source"] + CUT + source).replace(RETURN, "", 1)

    build.__name__ = name
    return case("cheating", points, flag=True)(build)


ONES = "lambda *a, **k: {name: torch.ones_like(p) for name, p in a[1].items()}"
_cut("gradients_replaced", f"{PASSAGE}probing._gradients = {ONES}\n")
_cut("leaves_replaced", f"{PASSAGE}probing._leaves = lambda args: {{}}\n")
# Its gradients are wrong for the loss, too.
AUTOGRAD = "torch.autograd.grad = lambda value, leaves, **k: [torch.ones_like(leaf) for leaf in leaves]\n"
_cut("autograd_replaced", AUTOGRAD, FULL - CELLS["stf-test-gradient"] - LOSS)
_cut("watch_switched_off", f"{HOLD}runner.watch.active = False\n")
_cut("watch_exchanged", f"{HOLD}runner.watch.seen = ['x'] * 30\nrunner.watch.hook = None\n")
_cut("watch_asked_no_more", "import sys\nsys.audit = lambda *a: None\n")


def _overwrites(name, source):
    """A right answer that overwrites what it was given, which costs a graded cell's points whatever compares it."""

    def build(work):
        cell = work.cell("stf-forward")
        cell["source"] = (cell["source"] + OVERWRITES + source).replace(RETURN, "", 1)

    build.__name__ = name
    return case("cheating", FULL - CELLS["stf-test-replace"], flag=True)(build)


_overwrites("comparison_replaced", f"\n{PASSAGE}probing.same_state = lambda before, after: True\n")
_overwrites("copy_replaced", f"\n{PASSAGE}copy.deepcopy = lambda value, memo=None: value\n")


# --- Names that tutors' tools read. ---------------------------------------------------------------------------------


def _named(name, student):
    def build(work):
        pass

    build.__name__ = name
    return case("output", student=student)(build)


_named("name_with_a_formula_behind_a_semicolon", "a;=1+1;b")
_named("name_with_a_formula_behind_a_tab", "a\t=1+1")
_named("name_that_moves_the_cursor", f"\x1b[2J\x1b]0;{LOOT}\x07")
_named("name_that_turns_the_line_around", "anna\u202excod")
_named("name_in_another_script", "王小明")


# --- The other way round: what the walls must let through. ----------------------------------------------------------


def _honest(name, source):
    def build(work):
        work.insert("stf-forward", source)

    build.__name__ = name
    return case("honest")(build)


_honest("waits_for_itself", "import asyncio\nawait asyncio.sleep(0.01)\nasyncio.get_running_loop()")
_honest("pool_of_threads", "from concurrent.futures import ThreadPoolExecutor\n"
                           "with ThreadPoolExecutor(3) as pool:\n    print(list(pool.map(abs, range(9))))")  # fmt: skip
_honest("data_in_memory", "import sqlite3\ndb = sqlite3.connect(':memory:')\ndb.execute('create table t (x)')")
_honest("files_of_its_own", "import tempfile, shutil\nwith tempfile.TemporaryDirectory() as place:\n"
                            "    open(place + '/a', 'w').close()\n    shutil.copy(place + '/a', 'b.txt')")  # fmt: skip
_honest("results_kept", "import numpy as np\nnp.savez('kept.npz', a=np.ones(3))\ntorch.save(torch.ones(3), 'kept.pt')\n"
                        "torch.load('kept.pt')\nnp.load('kept.npz')['a']")  # fmt: skip
_honest("compiled_with_numba", "try:\n    import numba\nexcept ImportError:\n    numba = None\n"
                               "if numba:\n    print(numba.njit(lambda x: x + 1)(1))")  # fmt: skip
