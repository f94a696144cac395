"""Pieces of code run in a student's sandbox, started by whoever runs the tests or by an ordinary user."""

import functools
import inspect
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from grading.folders import ROOT
from grading.sandbox import template
from grading.sandbox.limits import Limits
from grading.sandbox.student import Student

#: The user that root becomes to be an ordinary one, and what that user is asked to do.
NOBODY = 65534
PROGRAM = """
import json, sys
from grading.sandbox.student import Student
from grading.sandbox.limits import Limits
student = Student({}, Limits())
try:
    print("ANSWER" + json.dumps([answer(student, source) for source in json.load(sys.stdin)]))
finally:
    student.close()
"""


def soon(condition, seconds=10) -> bool:
    """Whether something comes true within some seconds: on a busy machine even the end of a process takes a while."""
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.05)
    return condition()


def answer(student, source):
    """What a piece of code prints, or what it stopped with."""
    reply = student.ask("run", 60, source=source)
    if reply["error"]:
        return repr(reply["error"])
    return "".join(output.get("text", "") for output in reply["outputs"])


#: Before what asks the kernel directly.
LIBC = """import ctypes, errno, json, os
libc = ctypes.CDLL(None, use_errno=True)
def call(number, *arguments):
    result = libc.syscall(number, *[ctypes.c_long(a) for a in arguments])
    return errno.errorcode[ctypes.get_errno()] if result == -1 else result
"""
USERS = [pytest.param("root" if os.geteuid() == 0 else "user", id="as-is")]
if os.geteuid() == 0:
    USERS.append(pytest.param("nobody", id="as-an-ordinary-user"))


def run_inside(user, *sources):
    """What pieces of code print, each in the same sandbox after the one before.

    Args:
        user: "nobody" for a sandbox that an ordinary user starts, anything else for one that this process starts.
        *sources: the pieces.

    Returns:
        A list of texts.
    """
    if user == "nobody":
        return _as_nobody(sources)
    student = Student({}, Limits())
    try:
        return [answer(student, source) for source in sources]
    finally:
        student.close()


def _as_nobody(sources):
    reason = _cannot()
    if reason and not os.environ.get("CI"):
        pytest.skip(reason)
    command = [*_become_nobody(), sys.executable, "-c", inspect.getsource(answer) + PROGRAM]
    environment = {"PATH": os.environ["PATH"], "HOME": "/tmp", "PYTHONDONTWRITEBYTECODE": "1", "OMP_NUM_THREADS": "1",
                   template.SETTING: os.environ.get(template.SETTING, "")}  # fmt: skip
    done = subprocess.run(command, input=json.dumps(sources), cwd=ROOT, env=environment, capture_output=True, text=True,
                          timeout=300)  # fmt: skip
    lines = [line for line in done.stdout.splitlines() if line.startswith("ANSWER")]
    assert lines, done.stderr[-2000:]
    return json.loads(lines[-1].removeprefix("ANSWER"))


def _become_nobody():
    """The words before a command that an ordinary user shall run, with the same interpreter wherever that lies."""
    prefix = Path(os.path.realpath(sys.base_prefix))
    words = ["bwrap", "--dev-bind", "/", "/"]
    private = next((path for path in reversed(prefix.parents) if path.stat().st_mode & 0o005 != 0o005), None)
    if private is not None:
        words += ["--perms", "0755", "--tmpfs", str(private)]
        below = [path for path in reversed(prefix.parents) if path.is_relative_to(private) and path != private]
        words += [word for path in below for word in ("--perms", "0755", "--dir", str(path))]
        words += ["--ro-bind", str(prefix), str(prefix)]
    return [*words, "--", "setpriv", "--reuid", str(NOBODY), "--regid", str(NOBODY), "--clear-groups",
            "--inh-caps=-all", "--bounding-set=-all"]  # fmt: skip


@functools.cache
def _cannot():
    """Why an ordinary user could not start a sandbox here; "" if it could."""
    if not shutil.which("bwrap"):
        return "bubblewrap is not installed"
    trial = [
        *_become_nobody(),
        "bwrap",
        "--unshare-user",
        "--ro-bind",
        "/",
        "/",
        sys.executable,
        "-c",
        "import grading",
    ]
    done = subprocess.run(trial, cwd=ROOT, capture_output=True, text=True)
    return f"an ordinary user cannot start a sandbox here: {done.stderr[-300:]}" if done.returncode else ""
