"""The process that students' processes are forked from, as the grader holds it: started, asked, and looked at.

Each thread of a grader has its own. It runs no student's code; see `template_process` for what it does, and for why
the walls around its copies are those of a process that is started from a file.

A student's process can be started from a file instead: where a tutor asks for that (`SETTING`), and where no copy of
this one gets into a sandbox. It takes more than twice as long.
"""

import contextlib
import json
import os
import select
import socket
import subprocess
import threading
import time
from pathlib import Path

from grading.sandbox import accounting, first_process, layout, template_process

#: The environment's variable that says how students' processes begin, and its values: as copies, or from a file.
SETTING, FORKED, STARTED = "COURSE_PROCESSES", "forked", "started"
#: Where its own two files lie, in its own folders alone.
PLACE = "/opt/template"
SCRATCH_BYTES = 50_000_000
#: Seconds for it to end by itself.
PATIENCE = 1.0
_of_thread = threading.local()


class Unavailable(RuntimeError):
    """There is no such process here, or it did not answer; a student's process can be started without it."""


class Template:
    """A process that has imported what notebooks import.

    Args:
        seconds: until it has to answer, each time.

    Raises:
        Unavailable: it did not start.
    """

    def __init__(self, seconds):
        self.seconds, self.owner = seconds, os.getpid()
        self.line, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        try:
            self.process = subprocess.Popen(
                _command(theirs.fileno()), pass_fds=[theirs.fileno()], cwd="/", env={"PATH": os.environ["PATH"]},
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
            )  # fmt: skip
        except OSError as error:
            self.line.close()
            raise Unavailable(str(error)) from None
        finally:
            theirs.close()
        try:
            self._answer()
            #: The process itself, which bubblewrap has started.
            self.pid = accounting.tree(self.process.pid)[-1]
            self._check()
        except Unavailable:
            self.close()
            raise

    def fork(self, sandbox, streams, **request) -> int:
        """Fork a student's process into a sandbox.

        Args:
            sandbox: a descriptor of its first process.
            streams: descriptors for the new process's standard input, output and error.
            **request: of `template_process.Template.enter`.

        Returns:
            The number of the new process, which stays taken until `end`.

        Raises:
            Unavailable: it did not.
        """
        self._check()
        return self._ask([sandbox, *streams], op="fork", **request)["pid"]

    def beside(self, command) -> list[str]:
        """The command line that starts a sandbox which students' processes can be forked into.

        Args:
            command: of bubblewrap.

        Returns:
            The list of words. Where the tutor is not root, a process may enter those namespaces of users alone that
            were made below its own: so bubblewrap makes them there.
        """
        if os.geteuid() == 0:
            return command
        return ["nsenter", f"--user=/proc/{self.pid}/ns/user", "--preserve-credentials", "--", *command]

    def status(self, pid, seconds) -> int | None:
        """How a process that was forked has ended.

        Args:
            pid: its number.
            seconds: for how long it is waited.

        Returns:
            Its exit status, below 0 for a signal; None where it runs.

        Raises:
            Unavailable: nobody can tell, since this process is gone.
        """
        return self._ask(op="status", pid=pid, seconds=seconds)["code"]

    def end(self, pid) -> None:
        """End a process that was forked, if it still runs.

        Args:
            pid: its number.
        """
        with contextlib.suppress(Unavailable):
            self._ask(op="end", pid=pid)

    def close(self) -> None:
        """End it, and all that was forked from it."""
        # It ends by itself when nobody is left at the other end.
        self.line.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(PATIENCE)
        self.process.kill()
        self.process.wait()

    def _check(self):
        """What makes a copy unsafe or unsound: other threads, and memory that copies would share for writing."""
        try:
            threads = len(accounting.tasks(self.pid))
            maps = Path(f"/proc/{self.pid}/maps").read_text().splitlines()
        except OSError as error:
            raise Unavailable(str(error)) from None
        shared = [line for line in maps if line.split()[1][1] == "w" and line.split()[1][3] == "s"]
        if threads != 1 or shared:
            self.close()
            raise Unavailable(f"it has {threads} threads, and shares {shared}")

    def _ask(self, descriptors=(), **request):
        try:
            socket.send_fds(self.line, [json.dumps(request).encode()], descriptors)
        except OSError as error:
            raise Unavailable(str(error)) from None
        answer = self._answer()
        if "error" in answer:
            raise Unavailable(answer["error"])
        return answer

    def _answer(self):
        deadline = time.monotonic() + self.seconds
        with contextlib.suppress(OSError, ValueError):
            if select.select([self.line], [], [], max(0.0, deadline - time.monotonic()))[0]:
                return json.loads(self.line.recv(template_process.REQUEST))
        # Whatever it may send later would be taken for the answer to something else.
        self.close()
        raise Unavailable("it has ended, or does not answer")


def _command(descriptor):
    """What starts it: the folders of a sandbox, no network, and the right to enter what bubblewrap makes."""
    command = ["bwrap", "--die-with-parent", "--new-session", "--unshare-net", "--unshare-ipc", "--clearenv"]
    if os.geteuid() != 0:
        command += ["--unshare-user", "--cap-add", "ALL"]
    command += ["--perms", "0755", "--dir", "/opt", "--perms", "0755", "--dir", PLACE]
    for module in (first_process, template_process):
        command += ["--ro-bind", module.__file__, f"{PLACE}/{Path(module.__file__).name}"]
    command += layout.options(SCRATCH_BYTES, None)
    script = f"{PLACE}/{Path(template_process.__file__).name}"
    return [*command, "--", layout.python(), "-I", "-S", script, str(descriptor), layout.LIBRARY, layout.SITE]


def asked_for() -> str:
    """How students' processes shall begin.

    Returns:
        `FORKED` or `STARTED`.

    Raises:
        ValueError: the setting is neither.
    """
    setting = os.environ.get(SETTING) or FORKED
    if setting not in (FORKED, STARTED):
        raise ValueError(f"{SETTING} is {setting!r}; it can be {FORKED!r}, which is the default, or {STARTED!r}")
    return setting


def refuse() -> None:
    """Fork nothing more for this thread: its template's copies do not get into their sandboxes."""
    _of_thread.refused = True


def of_this_thread(seconds) -> Template | None:
    """The template of this thread, which is started where there is none yet.

    Args:
        seconds: until it has to answer.

    Returns:
        The `Template`; None where processes are to be started from a file, or where none can be had, which is not
        tried again.

    Raises:
        ValueError: see `asked_for`.
    """
    if asked_for() == STARTED or getattr(_of_thread, "refused", False):
        return None
    template = getattr(_of_thread, "template", None)
    if template is not None and (template.owner != os.getpid() or template.process.poll() is not None):
        template = None
    if template is None:
        try:
            template = Template(seconds)
        except Unavailable:
            refuse()
    _of_thread.template = template
    return template
