"""What a student's process may see, use and leave behind."""

import ctypes
import os
import signal
import sys
import time
from pathlib import Path

import pytest

from grading import verdicts
from grading.folders import ROOT
from grading.sandbox import accounting, first_process, isolation, template
from grading.sandbox import student as student_process
from grading.sandbox.isolation import IsolationError
from grading.sandbox.limits import Limits
from grading.sandbox.student import Ended, Student, TooSlow
from tests.graded import needs_sandbox
from tests.hostile.run import students_processes
from tests.sandboxed import USERS, run_inside, soon

#: Writes what is no answer where the runner's answers go.
TALK = """import os
for number in range(3, 20):
    try:
        os.write(number, (4).to_bytes(8, "big") + b"what")
    except OSError:
        pass
"""
SMALL = Limits(cpu_seconds=20, memory=600_000_000, scratch_bytes=20_000_000, scratch_files=200)


@pytest.fixture(scope="module")
def student():
    process = Student({"beside.txt": b"hello", "below/more.txt": b"x"}, Limits())
    yield process
    process.close()


def run(student, source):
    reply = student.ask("run", 30, source=source)
    assert reply["error"] is None, reply
    return "".join(output.get("text", "") for output in reply["outputs"])


@needs_sandbox
def test_only_what_it_needs_is_there(student):
    seen = run(student, "import os\nfor p in ('/', '/root', '/home', '/opt', '/etc'):\n"
                        "    print(p, sorted(os.listdir(p)) if os.path.isdir(p) else None)")  # fmt: skip
    assert "work" not in seen and "shadow" not in seen
    for path in (ROOT, Path(__file__)):
        assert run(student, f"import os; print(os.path.exists({str(path)!r}))") == "False\n"
    library = run(student, "import sheet_utils, os\nroot = os.path.dirname(sheet_utils.__file__)\n"
                           "print(sorted(f for _, _, files in os.walk(root) for f in files))")  # fmt: skip
    assert "wire.py" in library and "lorenz_data.pt" in library and "make_data" not in library
    fingerprints = [path.name for path in (ROOT / "data" / "checks").glob("*.npz")]
    assert fingerprints and not [name for name in fingerprints if name in library]


@needs_sandbox
def test_the_engine_can_be_imported_and_not_used(student):
    said = run(student, "from sheet_utils.engine import generate_orbit\ntry:\n    generate_orbit(1, 2, 3)\n"
                        "except RuntimeError as error: print(error)")  # fmt: skip
    assert "not available while grading" in said


@needs_sandbox
def test_its_own_files_are_a_copy(student):
    assert run(student, "print(open('beside.txt').read(), open('below/more.txt').read())") == "hello x\n"
    run(student, "open('beside.txt', 'w').write('changed')")


@needs_sandbox
def test_no_network_no_rights_and_a_clean_environment(student):
    said = run(
        student, "import socket\ntry: socket.create_connection(('1.1.1.1', 53), 1)\nexcept OSError: print('none')"
    )
    assert said == "none\n"
    status = run(student, "print(open('/proc/self/status').read())")
    fields = dict(line.split(":\t", 1) for line in status.splitlines() if ":\t" in line)
    assert set(fields["CapEff"]) == set(fields["CapBnd"]) == {"0"} and fields["NoNewPrivs"] == "1"
    assert fields["Seccomp"] == "2" and fields["Uid"].split()[0] != "0"
    names = run(student, "import os; print(sorted(os.environ))")
    assert not any(word in names for word in ("NBGRADER", "JPY", "VIRTUAL_ENV", "SSH", "CI"))


@needs_sandbox
@pytest.mark.parametrize("way", [template.FORKED, template.STARTED])
@pytest.mark.parametrize(
    ("source", "cause", "seconds"),
    [
        ("kept = []\nwhile True: kept.append(bytearray(10**7))", verdicts.OVER_MEMORY, 8),
        ("import os\nos._exit(3)", f"{verdicts.EXITED} 3", 8),
        (TALK, verdicts.BROKE_THE_LINE, 8),
        ("n = 0\nwhile True:\n    open(str(n), 'w').close(); n += 1", "files", 8),
        # The one whose limit is the time itself, which it burns.
        ("import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True: x = 1", "interrupted", 1),
    ],
)
def test_what_goes_over_a_limit_is_ended(source, cause, seconds, way, monkeypatch):
    monkeypatch.setenv(template.SETTING, way)
    monkeypatch.setattr(student_process, "INTERRUPT_SECONDS", 0.5)
    process = Student({}, SMALL)
    try:
        with pytest.raises(Ended) as caught:
            process.ask("run", seconds, source=source)
        assert cause in caught.value.cause
    finally:
        process.close()


@needs_sandbox
def test_the_scratch_is_bounded_and_an_endless_loop_is_interrupted():
    process = Student({}, SMALL)
    try:
        reply = process.ask("run", 20, source="open('big', 'wb').write(bytes(30_000_000))")
        assert reply["error"]["type"] == "OSError"
        with pytest.raises(TooSlow):
            process.ask("run", 1, source="while True: x = 1")
        assert process.ask("run", 10, source="1 + 1")["error"] is None
    finally:
        process.close()


@needs_sandbox
def test_nothing_outlives_it():
    before = students_processes()
    process = Student({}, Limits())
    process.ask("run", 20, source="import os, time\nif os.fork() == 0:\n    os.setsid()\n    time.sleep(1000)")
    process.close()
    assert soon(lambda: students_processes() <= before)


@needs_sandbox
def test_what_a_cell_left_running_is_ended_and_the_runner_lives():
    process = Student({}, Limits())
    try:
        run(process, "kept = 1\nimport os\nif os.fork() == 0:\n    os.setsid()\n    for _ in range(4):\n"
                     "        if os.fork() == 0:\n            while True: x = 1\n    os._exit(0)")  # fmt: skip
        assert soon(lambda: len(process.strays()) == 4)
        process.sweep()
        assert soon(lambda: process.strays() == [])
        assert run(process, "print(kept)") == "1\n"
    finally:
        process.close()


def test_a_process_that_shows_once_its_parent_is_ended_is_ended_too(monkeypatch):
    """Its parent was stopped in the middle of forking it."""
    sent = []
    student, ended = Student.__new__(Student), lambda: [pid for pid, number in sent if number == signal.SIGKILL]
    monkeypatch.setattr(accounting, "signal_all", lambda pids, _, number: sent.extend((pid, number) for pid in pids))
    monkeypatch.setattr(student, "clock", time.monotonic, raising=False)
    monkeypatch.setattr(student, "_ancestors", list)
    late = lambda: [9] if 7 in ended() else []
    monkeypatch.setattr(student, "strays", lambda: [pid for pid in [7, 8, *late()] if pid not in ended()])
    student.sweep()
    # No process is ended before those that it has started, and none before it is stopped.
    assert ended()[:2] == [8, 7] and ended()[-1] == 9
    assert sent.index((9, signal.SIGSTOP)) < sent.index((9, signal.SIGKILL))


@needs_sandbox
def test_a_cell_that_begets_without_end_is_interrupted_and_swept(monkeypatch):
    monkeypatch.setattr(student_process, "INTERRUPT_SECONDS", 0.5)
    process = Student({}, Limits())
    try:
        with pytest.raises((TooSlow, Ended)):
            process.ask("run", 1, source="import os\nwhile True:\n    try: os.fork()\n    except OSError: pass")
        process.sweep()
        assert soon(lambda: process.strays() == [])
    finally:
        process.close()


@needs_sandbox
@pytest.mark.parametrize("user", USERS)
def test_landlock_refuses_once_more_where_the_kernel_has_it(user):
    """Programs of the student's own are not run, nothing is written elsewhere, no signal leaves."""
    version = ctypes.CDLL(None, use_errno=True).syscall(first_process.CREATE, None, 0, 1)
    if version < 1:
        pytest.skip("this kernel has no Landlock")
    (said,) = run_inside(user, """
import os, shutil, subprocess
def attempt(function, *arguments):
    try:
        function(*arguments)
        return "done"
    except OSError as error:
        return type(error).__name__
shutil.copyfile("/usr/bin/true", "/tmp/mine")
os.chmod("/tmp/mine", 0o755)
print(attempt(subprocess.run, ["/tmp/mine"]), attempt(subprocess.run, ["/usr/bin/true"]),
      attempt(open, "/dev/null", "w"), attempt(open, "/tmp/x", "w"), attempt(os.kill, 1, 0))
""")  # fmt: skip
    outside = "PermissionError" if version >= 6 or user != "nobody" else "done"
    assert said.split() == ["PermissionError", "done", "done", "done", outside]


def test_without_landlock_nothing_is_refused_and_nothing_fails():
    class Library:
        def syscall(self, number, *arguments):
            return -1

    assert first_process.second_wall(Library(), ["/usr"], ["/tmp"]) == 0


@needs_sandbox
def test_a_sandbox_that_cannot_start_says_why():
    with pytest.raises(IsolationError, match="did not start"):
        Student({}, Limits(address_space=100_000_000))


@needs_sandbox
def test_files_beside_are_read_whatever_mask_the_grader_has():
    mask = os.umask(0o077)
    try:
        process = Student({"below/beside.txt": b"hello"}, Limits())
    finally:
        os.umask(mask)
    try:
        assert run(process, "print(open('below/beside.txt').read())") == "hello\n"
    finally:
        process.close()


def test_without_bubblewrap_it_refuses(monkeypatch):
    monkeypatch.setattr(isolation.shutil, "which", lambda tool: None)
    with pytest.raises(IsolationError, match="bubblewrap"):
        isolation.check("bubblewrap")
    isolation.check("none")
    with pytest.raises(IsolationError, match="expected one of"):
        isolation.check("hope")


def test_without_isolation_it_still_answers():
    process = Student({"beside.txt": b"hello"}, Limits(), mode="none")
    try:
        assert run(process, "print(open('beside.txt').read())") == "hello\n"
    finally:
        process.close()


@needs_sandbox
def test_a_sandbox_that_does_not_start_at_once_is_started_again(monkeypatch):
    real, calls = isolation.bubblewrap, []

    def sometimes(*arguments):
        calls.append(1)
        command, passed = real(*arguments)
        return (command, passed) if len(calls) > 1 else (["false"], passed)

    monkeypatch.setattr(isolation, "bubblewrap", sometimes)
    student = Student({}, Limits())
    student.close()
    assert len(calls) == 2


def test_where_grading_cannot_run_it_refuses_before_the_first_student(monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(sys, "platform", "darwin")
        for mode in isolation.MODES:
            with pytest.raises(IsolationError, match="Linux"):
                isolation.check(mode)
    with monkeypatch.context() as patch:
        patch.setattr(isolation.shutil, "which", lambda tool: f"/usr/bin/{tool}")
        patch.setattr(isolation.syscalls.platform, "machine", lambda: "riscv64")
        with pytest.raises(IsolationError, match="riscv64"):
            isolation.check("bubblewrap")


def test_a_bubblewrap_that_is_denied_names_the_cure(monkeypatch, tmp_path):
    denied = tmp_path / "bwrap"
    denied.write_text("#!/bin/sh\necho 'bwrap: setting up uid map: Permission denied' >&2\nexit 1\n")
    denied.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    isolation._can.cache_clear()
    try:
        with pytest.raises(IsolationError, match="setting up uid map: Permission denied.*docs/tutor.md"):
            isolation.check("bubblewrap")
    finally:
        isolation._can.cache_clear()
    monkeypatch.setattr(isolation, "RESTRICTED", tmp_path / "restricted")
    (tmp_path / "restricted").write_text("1\n")
    assert "profile for bwrap that stands in docs/tutor.md" in isolation._remedy()
    page = (ROOT / "docs" / "tutor.md").read_text()
    assert "When bubblewrap is denied" in page and "profile bwrap /usr/bin/bwrap" in page
