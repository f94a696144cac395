"""Pieces of code run in a student's sandbox, started by whoever runs the tests or by an ordinary user."""

import contextlib
import dataclasses
import functools
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from filelock import FileLock

from grading.folders import ROOT
from grading.sandbox import template
from grading.sandbox.limits import Limits
from tests.ordinary_user import LONGEST, READY, answers

#: The user that root becomes to be an ordinary one.
NOBODY = 65534


def soon(condition, seconds=10) -> bool:
    """Whether something comes true within some seconds: on a busy machine even the end of a process takes a while."""
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.05)
    return condition()


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


def run_inside(user, *sources, limits=None):
    """What pieces of code print, each in the same sandbox after the one before.

    Args:
        user: "nobody" for a sandbox that an ordinary user starts, anything else for one that this process starts.
        *sources: the pieces.
        limits: a `Limits`; the usual ones if None.

    Returns:
        A list of texts.
    """
    limits = limits or Limits()
    return _as_nobody(sources, limits) if user == "nobody" else answers(sources, limits)


def _as_nobody(sources, limits):
    reason = _cannot()
    if reason and not os.environ.get("CI"):
        pytest.skip(reason)
    request = {"sources": sources, "limits": dataclasses.asdict(limits),
               "setting": os.environ.get(template.SETTING, "")}  # fmt: skip
    line, data = _line_to_nobody(), b""
    with contextlib.suppress(OSError):
        line.send(json.dumps(request).encode())
        data = line.recv(LONGEST)
    reply = json.loads(data) if data else {"error": _ended()}
    assert "error" not in reply, reply["error"]
    return reply["answers"]


def _ended():
    """Let whoever asks next have a new process, and tell what became of this one."""
    _line_to_nobody.cache_clear()
    said = _place().with_suffix(".log").read_text()[-2000:]
    return f"the process of the ordinary user has ended, or does not answer: {said}"


def _place():
    """Where all processes of this run of the tests find the one of the ordinary user."""
    return Path(os.environ["COURSE_TEST_RUN"]) / "ordinary-user"


@functools.cache
def _line_to_nobody():
    """A line to the process that an ordinary user has, which is started where it does not run."""
    with FileLock(_place().with_suffix(".lock")):
        with contextlib.suppress(OSError):
            return _greeted(_connected())
        _place().unlink(missing_ok=True)
        with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as listener:
            listener.bind(str(_place()))
            listener.listen()
            # Before there is anybody to answer: it ends when nobody is left at the other end.
            line = _connected()
            _start_as_nobody(listener.fileno())
        return _greeted(line)


def _connected():
    line = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    line.settimeout(300)
    line.connect(str(_place()))
    return line


def _greeted(line):
    """The line, once somebody has answered at its other end, who may have been about to end."""
    if line.recv(len(READY)) != READY:
        raise ConnectionError(_ended())
    return line


def _start_as_nobody(listener):
    environment = {"PATH": os.environ["PATH"], "HOME": "/tmp", "PYTHONDONTWRITEBYTECODE": "1", "OMP_NUM_THREADS": "1"}
    command = [*_become_nobody(), sys.executable, "-m", "tests.ordinary_user", str(listener)]
    with _place().with_suffix(".log").open("wb") as log:
        # Another process of this run may ask it when this one has ended: nobody waits for it.
        _line_to_nobody.process = subprocess.Popen(
            command, cwd=ROOT, env=environment, pass_fds=[listener], start_new_session=True, stdin=subprocess.DEVNULL,
            stdout=log, stderr=log,
        )  # fmt: skip


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
