"""A student's process that was forked is behind the same walls as one that was started from a file."""

import json
import os
import re
import sys
import threading
import time
import types

import pytest

from grading.sandbox import accounting, isolation, layout, template
from grading.sandbox.limits import Limits
from grading.sandbox.student import STARTS, Ended, Student
from tests.graded import needs_sandbox
from tests.ordinary_user import answer
from tests.sandboxed import USERS, run_inside, soon

#: What the kernel says of the process itself: its rights, limits, filter, folders, files, and what it sees of others.
LOOK = r"""
import ctypes, gc, json, os, random, resource, signal, sys, tempfile
import matplotlib
import numpy as np
def attempt(function, *arguments):
    try:
        return repr(function(*arguments))
    except Exception as error:
        return type(error).__name__
status = dict(line.split(":\t", 1) for line in open("/proc/self/status").read().splitlines() if ":\t" in line)
kept = ("Umask", "PPid", "TracerPid", "Groups", "CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb", "NoNewPrivs",
        "Seccomp", "Seccomp_filters", "Threads", "SigBlk", "SigIgn")
mounts = [line.split() for line in open("/proc/self/mountinfo")]
libc = ctypes.CDLL(None, use_errno=True)
print(json.dumps({
    "status": {name: status[name].strip() for name in kept},
    "ids": len(set(status["Uid"].split() + status["Gid"].split())),
    "limits": open("/proc/self/limits").read(), "environment": dict(os.environ), "cwd": os.getcwd(),
    "files": sorted(os.readlink(f"/proc/self/fd/{n}").split(":")[0] for n in os.listdir("/proc/self/fd")
                    if os.path.lexists(f"/proc/self/fd/{n}")),
    "places": sorted([fields[4], fields[5]] for fields in mounts if "submission-" not in fields[3]),
    "processes": len([name for name in os.listdir("/proc") if name.isdigit()]),
    "gc": [gc.isenabled(), gc.get_threshold()], "settings": os.path.isdir(matplotlib.get_configdir()),
    "dumpable": libc.prctl(3, 0, 0, 0, 0), "session": os.getsid(0) == os.getpid(),
    "path": sys.path, "argv": sys.argv,
    "writes": [attempt(os.makedirs, place + "/new") for place in ("/", "/opt", "/usr", "/opt/course", "/proc", "/dev")],
    "reads": [attempt(open, place) for place in ("/proc/1/mem", "/proc/1/environ", "/etc/shadow", "/opt/template")],
    "signals": [attempt(os.kill, 1, 0), attempt(os.kill, -1, 0)], "host": os.uname().nodename,
    "links": sorted(name for name in os.listdir("/sys/class/net")) if os.path.isdir("/sys/class/net") else None,
    "rises": [attempt(os.setuid, 0), attempt(os.setgid, 0), attempt(os.chroot, "/"), attempt(os.nice, -1),
              attempt(resource.setrlimit, resource.RLIMIT_AS, (-1, -1))],
    "temporary": tempfile.gettempdir(), "handler": repr(signal.getsignal(signal.SIGINT)),
}))
"""


@pytest.fixture(scope="module")
def from_a_file():
    """The process that was started from a file, if one was: it takes a second, and serves until a test ends it."""
    students = []
    yield students
    for student in students:
        student.close()


@pytest.fixture
def started(monkeypatch, from_a_file):
    """A function that starts a student's process, forked or from a file."""
    forked_ones = []

    def start(forked=True):
        if not forked and from_a_file and from_a_file[-1].process.poll() is None:
            return from_a_file[-1]
        with monkeypatch.context() as patch:
            if not forked:
                patch.setenv(template.SETTING, template.STARTED)
            student = Student({}, Limits())
        (forked_ones if forked else from_a_file).append(student)
        assert (student._runner is not None) == forked
        return student

    yield start
    for student in forked_ones:
        student.close()


@needs_sandbox
def test_both_ways_lead_behind_the_same_walls(started):
    both = [json.loads(answer(started(forked), LOOK)) for forked in (True, False)]
    # The one that was started from a file is a child of the first process inside; the other's parent is not there.
    assert [one["status"].pop("PPid") for one in both] == ["0", "1"]
    assert [one.pop("session") for one in both] == [True, False]
    assert both[0] == both[1]
    assert both[0]["processes"] == 2 and both[0]["status"]["CapBnd"] == "0000000000000000"


@needs_sandbox
@pytest.mark.parametrize("user", USERS)
def test_the_namespaces_are_the_sandboxs_own(user):
    """Each is that of the first process inside, and none is the template's."""
    (said,) = run_inside(user, "import json, os\nprint(json.dumps({n: [os.readlink(f'/proc/self/ns/{n}')] for n in "
                               "('mnt', 'pid', 'net', 'ipc', 'uts', 'user', 'cgroup')}))")  # fmt: skip
    own = {name: os.readlink(f"/proc/self/ns/{name}") for name in json.loads(said)}
    same = {name for name, (inside,) in json.loads(said).items() if inside == own[name]}
    assert same <= ({"user"} if user == "root" else set())


@needs_sandbox
def test_the_namespaces_are_those_of_the_first_process(started):
    student = started()
    *_, first, runner = student._own
    spaces = lambda pid: {n: os.readlink(f"/proc/{pid}/ns/{n}") for n in ("mnt", "pid", "net", "ipc", "uts", "cgroup")}
    assert spaces(runner) == spaces(first)
    assert not set(spaces(runner).values()) & set(spaces(student._origin.pid).values()) - {
        spaces(os.getpid())["cgroup"]
    }


@needs_sandbox
def test_an_ordinary_users_is_forked_too():
    (said,) = run_inside("nobody", "import os; print(os.getppid())") if os.geteuid() == 0 else ("0\n",)
    assert said == "0\n"


@needs_sandbox
def test_two_copies_share_nothing(started):
    one, other = started(), started()
    assert one._own[-1] != other._own[-1]
    write = "import torch, numpy as np, sheet_utils\nsheet_utils.mark = torch.ones(3)\nopen('/tmp/mark', 'w').close()"
    assert answer(one, write) == ""
    look = "import os, sheet_utils\nprint(hasattr(sheet_utils, 'mark'), os.path.exists('/tmp/mark'))"
    assert answer(other, look) == "False False\n" and answer(started(), look) == "False False\n"
    draw = "import random, torch\nimport numpy as np\nprint(random.random(), np.random.rand(), torch.rand(1).item())"
    drawn = [number for student in (one, other) for number in answer(student, draw).split()]
    assert len(set(drawn)) == 6


#: In place of a template: it answers as one does when it is ready, and may have a second thread by then.
STAND_IN = """
import socket, sys, threading, time
if sys.argv[2:]:
    threading.Thread(target=time.sleep, args=(1000,), daemon=True).start()
line = socket.socket(fileno=int(sys.argv[1]))
line.send(b"{}")
line.recv(1)
"""


def test_a_template_with_threads_or_shared_memory_is_not_used(monkeypatch):
    command = [sys.executable, "-I", "-S", "-c", STAND_IN]
    monkeypatch.setattr(template, "_command", lambda descriptor: [*command, str(descriptor), "and another thread"])
    with pytest.raises(template.Unavailable, match="2 threads"):
        template.Template(60)
    monkeypatch.setattr(template, "_command", lambda descriptor: [*command, str(descriptor)])
    whole = template.Template(60)
    try:
        real = template.Path.read_text
        shared = "7f00-7f01 rw-s 00000000 00:01 1 /dev/zero (deleted)\n"
        monkeypatch.setattr(template.Path, "read_text", lambda path: real(path) + shared)
        with pytest.raises(template.Unavailable, match="shares"):
            whole.fork(0, (0, 1, 2))
    finally:
        whole.close()


@needs_sandbox
def test_without_a_template_a_process_is_started_from_a_file(monkeypatch):
    def refuse(seconds):
        raise template.Unavailable("no")

    said = []

    def work():
        monkeypatch.setattr(template, "Template", refuse)
        student = Student({}, Limits())
        said.append((student._runner, answer(student, "print(1 + 1)")))
        student.close()

    # A thread of its own has no template yet.
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert said == [(None, "2\n")]


@needs_sandbox
def test_a_copy_ends_with_its_template_which_is_replaced(started):
    first = started()
    first._origin.close()
    assert soon(lambda: not accounting.is_running(first._own[-1]))
    second = started()
    assert second._origin is not first._origin and answer(second, "print(1)") == "1\n"


@needs_sandbox
@pytest.mark.parametrize("forked", [True, False])
def test_the_end_of_a_process_is_seen_at_once_though_a_child_holds_its_line(started, forked):
    student, start = started(forked), time.monotonic()
    with pytest.raises(Ended) as caught:
        student.ask("run", 30, source="import os, time\nif os.fork() == 0: time.sleep(1000)\nos._exit(3)")
    assert caught.value.cause == "exited with status 3" and time.monotonic() - start < 20


@needs_sandbox
@pytest.mark.parametrize("user", USERS)
def test_what_is_mounted_names_python_its_packages_and_temporary_folders_alone(user):
    """The kernel tells the origin of each mount; of the host's own folders these few are among them."""
    (said,) = run_inside(user, "import json, os\nrows = [line.split() for line in open('/proc/self/mountinfo')]\n"
                               "print(json.dumps([(r[3], r[4], os.path.exists(r[3])) for r in rows]))")  # fmt: skip
    known = ("/usr", "/bin", "/lib", "/sbin", "/etc/", os.path.realpath(sys.base_prefix), layout.site())
    told = [(origin, place, reached) for origin, place, reached in json.loads(said) if not origin.startswith(known)]
    for origin, place, reached in told:
        if place in (layout.LIBRARY, layout.SUBMISSION):
            # A name that nobody chose, and nothing of the class's folder.
            kind = "student-library-" if place == layout.LIBRARY else "submission-"
            assert re.fullmatch(rf"(/[\w.-]+)*/{kind}[a-z0-9_]{{8}}", origin) and not reached
        else:
            assert origin == "/" or origin.count("/") == 1 or origin.startswith("/newroot")
    assert {place for _, place, _ in json.loads(said)} >= {layout.LIBRARY, layout.SUBMISSION, layout.SITE}


def test_a_tutor_can_have_processes_started_from_a_file_and_no_third_thing(monkeypatch):
    monkeypatch.setenv(template.SETTING, template.STARTED)
    assert template.of_this_thread(60) is None
    monkeypatch.setenv(template.SETTING, "Forked")
    with pytest.raises(isolation.IsolationError, match="COURSE_PROCESSES is 'Forked'; it can be 'forked', which"):
        isolation.check("bubblewrap")


@needs_sandbox
def test_where_no_copy_gets_into_a_sandbox_it_is_tried_for_one_student_alone(monkeypatch):
    """As where an ordinary user may start sandboxes and not enter one."""
    tried, said = [], []

    def fork(*_, **__):
        tried.append(1)
        raise template.Unavailable("Operation not permitted")

    # What this thread finds out about its template is forgotten afterwards.
    monkeypatch.setattr(template, "_of_thread", types.SimpleNamespace(template=template.of_this_thread(60)))
    monkeypatch.setattr(template.Template, "fork", fork)
    for _ in range(2):
        student = Student({}, Limits())
        said.append((student._runner, answer(student, "print(1 + 1)")))
        student.close()
    assert said == 2 * [(None, "2\n")] and len(tried) == STARTS - 1
