"""What a student's processes hold is counted, whatever shape they give themselves."""

import inspect
import json
import os
import signal
import subprocess
import sys
import time

import pytest

from grading import verdicts
from grading.sandbox import accounting, template
from grading.sandbox.limits import Limits
from grading.sandbox.student import Ended, Student
from grading.verdicts import CellRun, CellVerdict, NotebookResult
from sheet_utils.protocol import StudentError
from tests.graded import needs_sandbox
from tests.sandboxed import USERS, run_inside, soon

SMALL = Limits(cpu_seconds=30, memory=600_000_000, scratch_files=200, sockets=20)
#: A process whose first thread has ended while another runs: the kernel calls the whole of it a zombie.
HOLLOW = """
import ctypes, os, threading, time
def others():
    {body}
    time.sleep(1000)
if os.fork() == 0:
    threading.Thread(target=others).start()
    ctypes.CDLL(None).syscall({exit}, 0)
time.sleep({seconds})
"""
EXIT = {"x86_64": 60}.get(os.uname().machine, 93)


def ended_by(source, limits=SMALL, seconds=15):
    """What a cell was ended for."""
    student = Student({}, limits)
    try:
        with pytest.raises(Ended) as caught:
            student.ask("run", seconds, source=source)
        return caught.value.cause
    finally:
        student.close()


@needs_sandbox
def test_the_memory_of_a_process_without_its_first_thread_is_counted():
    assert "memory" in ended_by(HOLLOW.format(body="time.sleep(1); kept = b'x' * 700_000_000", exit=EXIT, seconds=12))


@needs_sandbox
def test_a_process_without_its_first_thread_is_found_and_swept():
    student = Student({}, Limits())
    try:
        student.ask("run", 20, source=HOLLOW.format(body="pass", exit=EXIT, seconds=1))
        assert len(student.strays()) == 1
        student.sweep()
        assert soon(lambda: student.strays() == [])
        assert student.ask("run", 10, source="1 + 1")["error"] is None
    finally:
        student.close()


HIDES = """
import ctypes, os, time
if os.fork() == 0:
    ctypes.CDLL(None).prctl(4, 0)
    kept = b'x' * 700_000_000
    time.sleep(1000)
time.sleep(20)
"""


@needs_sandbox
@pytest.mark.parametrize("user", USERS)
def test_memory_that_a_process_hides_is_not_kept(user):
    """A process that is not dumpable shows its memory to whoever made its user namespace, and to root."""
    assert "memory" in run_or_end(user, HIDES)


def run_or_end(user, source):
    if user == "root":
        return ended_by(source, seconds=25)
    try:
        return run_inside(user, source, limits=SMALL)[0]
    except AssertionError as error:
        return str(error)


@needs_sandbox
def test_memory_in_the_buffers_of_sockets_is_bounded():
    cause = ended_by("import socket, time\nkept = [socket.socketpair() for _ in range(100)]\nfor one, _ in kept:\n"
                     "    one.setblocking(False)\n    try:\n        while True: one.send(b'x' * 4096)\n"
                     "    except BlockingIOError: pass\ntime.sleep(12)")  # fmt: skip
    assert "sockets" in cause


@needs_sandbox
def test_the_limit_on_files_holds_beside_a_child_that_nobody_waits_for():
    source = "import os, time\nif os.fork() == 0: os._exit(0)\nfor n in range(500): open(f'/tmp/{n}', 'w').close()\n"
    assert "files" in ended_by(source + "time.sleep(12)")


@needs_sandbox
def test_what_lies_in_the_scratch_counts_as_memory():
    source = "import time\nfor place in ('/tmp/', '/dev/shm/', ''):\n    for n in range(4):\n"
    source += "        open(f'{place}big{n}', 'wb').write(bytes(45_000_000))\ntime.sleep(12)"
    assert "memory" in ended_by(source)


def test_the_scratch_is_looked_at_where_it_was_before_the_students_code():
    """Not below /proc/PID/root of one of the student's own processes, which could lead anywhere."""
    assert "/root" not in inspect.getsource(Student.check)


@needs_sandbox
@pytest.mark.parametrize("user", USERS)
@pytest.mark.parametrize("processes, parent", [(template.STARTED, 1), (template.FORKED, 0)])
def test_the_first_process_cannot_be_opened_from_inside(user, processes, parent, monkeypatch):
    monkeypatch.setenv(template.SETTING, processes)
    (said,) = run_inside(user, """
import os
answers = []
for name in ("mem", "environ", "maps", "fd", "root", "ns/user"):
    try:
        if name in ("fd", "root"):
            os.listdir(f"/proc/1/{name}")
        elif name == "ns/user":
            os.readlink(f"/proc/1/{name}")
        else:
            open(f"/proc/1/{name}", "rb").read(1)
        answers.append(name)
    except OSError:
        pass
print(answers, os.getppid(), os.getpid())
""")  # fmt: skip
    # The parent of a process that was forked into the sandbox is not there.
    assert said == f"[] {parent} 2\n"


@needs_sandbox
@pytest.mark.parametrize("user", USERS)
def test_no_command_line_inside_names_a_folder_of_the_host(user):
    from grading.folders import ROOT
    from grading.sandbox.isolation import SITE

    (said,) = run_inside(user, f"""
import glob
for path in glob.glob("/proc/*/cmdline"):
    print(open(path, "rb").read())
for path in glob.glob("{SITE}/__editable__*") + glob.glob("{SITE}/chaos_rnn_course-*/*"):
    try:
        print(open(path).read())
    except OSError:
        pass
""")  # fmt: skip
    assert "bwrap" not in said and str(ROOT) not in said


def test_a_signal_goes_to_no_process_that_is_not_ours():
    stranger = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    ours = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    try:
        accounting.signal_all([stranger.pid, ours.pid], [ours.pid], signal.SIGKILL)
        assert ours.wait(5) == -signal.SIGKILL and stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


# --- The cgroup of one's own: the files are the kernel's to make, so here is a folder in their place. --------------


@pytest.fixture
def handed_over(tmp_path, monkeypatch):
    folder = tmp_path / "user.slice" / "run-1.scope"
    folder.mkdir(parents=True)
    (tmp_path / "mounts").write_text(f"30 24 0:26 / {tmp_path} rw,nosuid shared:4 - cgroup2 cgroup2 rw\n")
    (tmp_path / "own").write_text("1:name=systemd:/elsewhere\n0::/user.slice/run-1.scope\n")
    return folder


def test_the_cgroup_of_this_process_is_found(handed_over, tmp_path):
    assert accounting.own_cgroup(tmp_path / "mounts", tmp_path / "own") == handed_over
    (tmp_path / "own").write_text("1:name=systemd:/elsewhere\n")
    assert accounting.own_cgroup(tmp_path / "mounts", tmp_path / "own") is None


def test_a_cgroup_without_the_mark_is_left_alone(handed_over, monkeypatch):
    asked = []

    def no_mark(path, name):
        asked.append(name)
        raise OSError("no such attribute")

    monkeypatch.setattr(accounting, "own_cgroup", lambda: handed_over)
    monkeypatch.setattr(os, "getxattr", no_mark)
    accounting.delegated.cache_clear()
    try:
        assert accounting.delegated() is None and accounting.way() == "processes"
        assert asked == list(accounting.MARKS) and list(handed_over.iterdir()) == []
        monkeypatch.setattr(os, "getxattr", lambda path, name: b"1")
        accounting.delegated.cache_clear()
        assert accounting.delegated() == handed_over and accounting.way() == "cgroup"
        assert (handed_over / accounting.LEAF / "cgroup.procs").read_text() == str(os.getpid())
        assert (handed_over / "cgroup.subtree_control").read_text() == "+memory +pids"
    finally:
        accounting.delegated.cache_clear()


def test_a_sandboxs_cgroup_is_limited_entered_ended_and_removed(handed_over):
    group = accounting.Cgroup(handed_over, 10**9, 80)
    assert (group.folder / "memory.max").read_text() == str(10**9)
    assert (group.folder / "pids.max").read_text() == "80" and (group.folder / "memory.oom.group").read_text() == "1"
    done = subprocess.run(group.entering(["sh", "-c", "echo $$"]), capture_output=True, text=True, check=True)
    assert (group.folder / "cgroup.procs").read_text() == done.stdout
    (group.folder / "memory.events").write_text("low 0\noom 1\noom_kill 1\n")
    (group.folder / "memory.current").write_text("123\n")
    assert group.was_full() and group.memory() == 123
    group.kill()
    assert (group.folder / "cgroup.kill").read_text() == "1"
    for file in group.folder.iterdir():
        file.unlink()
    group.remove()
    assert not group.folder.exists()


# --- The clock. ---------------------------------------------------------------------------------------------------


def clock(monkeypatch, steps):
    """A clock that is shown (seconds passed, processor time, time waited for) one after the other; its readings."""
    now, total = [100.0], [0.0, 0.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    monkeypatch.setattr(accounting, "times", lambda pids: tuple(total))
    made, read = accounting.Clock(lambda: [1]), []
    for passed, used, waited in steps:
        now[0] += passed
        total[0] += used
        total[1] += waited
        read.append(round(made(), 6))
    return made, read


def test_waiting_for_a_busy_machine_does_not_count(monkeypatch):
    # Sleeps; computes alone; computes on half of a processor; 64 processes that only hinder one another; stopped.
    steps = [(1, 0, 0), (1, 1, 0), (1, 0.5, 0.5), (1, 2, 60), (1, 0, 30)]
    made, read = clock(monkeypatch, steps)
    assert read == [1, 2, 2.5, 3.5, 3.6]
    assert made.lost == pytest.approx(5 - 3.6)


@pytest.mark.parametrize(
    "later",
    [
        pytest.param({2: (0, 5), 3: (0, 1)}, id="a copy of the clock in a child, which waits before its first line"),
        pytest.param({1: (9, 60), 2: (0, 0.1)}, id="one has ended, another has waited"),
        pytest.param({1: (9, 55), 2: (0, 0.1), 4: (0, 5)}, id="one has ended, one has begun and waits"),
    ],
)
def test_what_one_process_waits_does_not_get_lost_when_others_come_and_go(monkeypatch, later):
    now, read = [100.0], {1: (9, 55), 2: (0, 0.1), 3: (0, 1)}
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    monkeypatch.setattr(
        accounting, "times", lambda pids: tuple(sum(read[pid][kind] for pid in pids) for kind in (0, 1))
    )
    made = accounting.Clock(lambda: list(read))
    now[0], read = now[0] + 5, later
    assert made() == 5 / accounting.Clock.SLOWEST


@pytest.mark.parametrize(
    "outcome, cause, again",
    [
        (verdicts.SLOW, "took too long and was interrupted", True),
        (verdicts.NO_TIME, "", True),
        (verdicts.DEAD, "ended its process too often", True),
        (verdicts.DEAD, "was ended by SIGKILL", True),
        (verdicts.DEAD, "exited with status 0", False),
        (verdicts.DEAD, "used more memory than is allowed", False),
        (verdicts.DEAD, "broke the line to the grader", False),
        (verdicts.WRONG, "", False),
    ],
)
def test_what_ends_by_itself_lacked_no_time(outcome, cause, again):
    """On a busy machine the others are given more, see `grading.judge.notebook.judge`."""
    cell, run = CellVerdict(0.0, 1.0, outcome, cause), CellRun(error=StudentError(outcome, cause))
    assert NotebookResult({"a": cell}, {}).may_have_lacked_time == again
    assert NotebookResult({}, {}, {"own-1": run}).may_have_lacked_time == again
    beside = {"a": cell, "b": CellVerdict(0.0, 1.0, verdicts.SLOW)}
    assert NotebookResult(beside, {}).may_have_lacked_time


def test_times_are_the_kernels():
    start = accounting.times([os.getpid()])
    while time.process_time() < 0.3:
        pass
    busy = time.process_time()
    while time.process_time() - busy < 0.3:
        pass
    used = accounting.times([os.getpid()])[0] - start[0]
    assert 0.25 < used < 2


def test_the_record_says_how_it_was_counted():
    from grading import notebook_run, sheet

    task = notebook_run.NotebookTask("sheet10", "x", next(iter(sheet.load("sheet10"))), None)
    record = notebook_run.grade_notebook(task).record.to_json()
    assert record["provenance"]["accounting"] == accounting.way()
    json.dumps(record, allow_nan=False)
