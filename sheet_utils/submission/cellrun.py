"""Run the cells of a notebook in this process, for whoever asks over standard input and output.

The grader starts this inside its sandbox, the preflight on a student's own machine. It decides nothing: it runs
code, calls functions by name and sends plain data back. Whoever asks must not trust the answers: a student's code
lives in this process and may do anything to it.
"""

import contextlib
import copy
import io
import os
import signal
import struct
import sys
import time

import numpy as np
import torch
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from traitlets import Type
from traitlets.config import Config

from sheet_utils import checks, models, modes, systems, wire  # noqa: F401  (models and systems register themselves)
from sheet_utils.checks import probing
from sheet_utils.checks.exercise import Probe
from sheet_utils.protocol import OPERATIONS, StudentError, StudentProcess

HEADER = struct.Struct(">Q")
# Characters kept of one cell's text output, and bytes of its pictures.
TEXT, PICTURES = 50_000, 2_000_000
# What names the code of a student's cell in a traceback, and the lines that stand above it there: %%time takes one.
CELLS = {"<ipython-input": 0, "<timed exec>": 1}
# Events that a student's own code has no reason to cause; each is reported, none is stopped. Libraries cause those
# of the second kind by themselves, so there the student's code has to be the caller.
EVENTS = {
    "socket.connect", "socket.bind", "socket.getaddrinfo", "subprocess.Popen", "os.system", "os.exec", "os.fork",
    "os.posix_spawn", "os.kill", "os.killpg", "os.symlink", "os.link", "pty.spawn", "open",
}  # fmt: skip
DIRECT = {
    "sys._getframe", "sys.settrace", "sys.setprofile", "gc.get_objects", "gc.get_referrers", "sys.addaudithook",
    "ctypes.dlopen",
}  # fmt: skip


class Pipe:
    """Packed values over two file descriptors, each behind its length."""

    def __init__(self, read, write):
        self.read, self.write = read, write

    def receive(self):
        """The next value; None at the end."""
        header = self.read.read(HEADER.size)
        if len(header) < HEADER.size:
            return None
        return wire.unpack(self.read.read(*HEADER.unpack(header)))

    def send(self, value):
        """Send a value.

        Raises:
            WireError: it holds something that cannot travel.
        """
        data = wire.pack(value)
        self.write.write(HEADER.pack(len(data)) + data)
        self.write.flush()


class Kept(io.TextIOBase):
    """A text stream that keeps the beginning of what is written, and counts the rest."""

    encoding, errors = "utf-8", "replace"

    def __init__(self, name, outputs):
        self.name, self.outputs, self.room = name, outputs, TEXT

    def write(self, text):
        text = str(text)
        kept, self.room = text[: self.room], self.room - len(text[: self.room])
        if kept and self.outputs and self.outputs[-1].get("name") == self.name:
            self.outputs[-1]["text"] += kept
        elif kept:
            self.outputs.append({"output_type": "stream", "name": self.name, "text": kept})
        return len(text)

    def fileno(self):
        """Of a file that leads nowhere: some libraries ask for one."""
        return 1


class Displays(DisplayPublisher):
    """Keeps what `display` is given."""

    outputs, room = (), 0

    def publish(self, data, metadata=None, *, transient=None, update=False, **_):
        data = {kind: value for kind, value in data.items() if isinstance(value, (str, list, dict))}
        shown = (transient or {}).get("display_id")
        if update:
            for output in self.outputs:
                if output.get("shown") == shown:
                    output["data"] = data
            return
        size = sum(len(value) for value in data.values())
        if size <= self.room and isinstance(self.outputs, list):
            self.room -= size
            self.outputs.append({"output_type": "display_data", "data": data, "metadata": {}, "shown": shown})


class Results(DisplayHook):
    """Keeps the value that a cell ends with, as one of its outputs."""

    def write_output_prompt(self):
        pass

    def write_format_data(self, format_dict, md_dict=None):
        self.shell.display_pub.publish(format_dict, md_dict)

    def finish_displayhook(self):
        pass


class Shell(InteractiveShell):
    """IPython without history, colours or a terminal."""

    display_pub_class = Type(Displays)
    displayhook_class = Type(Results)

    def enable_gui(self, gui=None):
        """`%matplotlib inline` asks for one; pictures are kept as they are shown."""


def make_shell():
    """The shell that the student's cells run in."""
    config = Config()
    config.InteractiveShell.colors = "NoColor"
    config.HistoryManager.enabled = False
    return Shell.instance(config=config)


class Watch:
    """What the student's code did that answers have no need of: a hint for a tutor, never a verdict."""

    def __init__(self, home):
        self.home, self.seen, self.active = home, [], False
        # Its own folders, and where Python and its packages lie.
        self.own = (home, os.path.expanduser("~") + "/", sys.prefix, sys.base_prefix)
        self.watched = [
            (InteractiveShell, "run_code"), (InteractiveShell, "run_cell"), (InteractiveShell, "run_ast_nodes"),
            (InteractiveShell, "showtraceback"), (sys, "displayhook"), (checks, "value_and_grads"),
            (probing, "value_and_grads"), (probing, "answer"), (checks, "validate"), (wire, "pack"),
            (torch, "allclose"), (torch, "equal"), (torch.Tensor, "__eq__"), (torch.Tensor, "__gt__"),
            (torch.autograd, "grad"), (np, "allclose"),
        ]  # fmt: skip
        self.before = [getattr(owner, name) for owner, name in self.watched]
        sys.addaudithook(self.hook)

    def hook(self, event, args):
        if not self.active or event not in EVENTS and event not in DIRECT:
            return
        if event == "open" and not self._foreign(args[0]):
            return
        self.active = False  # looking at frames is such an event, too
        frame = sys._getframe(1)
        for _ in range(1 if event in DIRECT else 12):
            if frame is None or frame.f_code.co_filename.startswith("<frozen importlib"):
                break
            if frame.f_code.co_filename.startswith((*CELLS, self.home)):
                self.note(f"{event} {args[0]!r:.100}" if event == "open" else event)
                break
            frame = frame.f_back
        self.active = True

    def _foreign(self, path):
        if not isinstance(path, str):
            return False
        foreign = path.startswith(("/proc", "/etc", "/root", "/home")) and not path.startswith(self.own)
        return ".." in path or foreign

    def note(self, text):
        if text not in self.seen and len(self.seen) < 30:
            self.seen.append(text)

    def patched(self, shell):
        """Note what has been replaced since the start."""
        for (owner, name), value in zip(self.watched, self.before, strict=True):
            if getattr(owner, name, None) is not value and (owner is not sys or name != "displayhook"):
                self.note(f"replaced {owner.__name__}.{name}")
        own = vars(shell)
        for name in ("run_code", "run_cell", "run_ast_nodes", "showtraceback", "_showtraceback"):
            if name in own:
                self.note(f"replaced {name} of the shell")
        if shell.ast_transformers or shell.input_transformers_post:
            self.note("installed a transformer of cells")


class Runner(StudentProcess):
    """Answers the requests of a `StudentProcess`, one at a time, where the student's code lives."""

    def __init__(self, pipe, shell, home):
        self.pipe, self.shell, self.watch, self.functions = pipe, shell, Watch(home), {}
        # Kept here, so that a student who replaces the module's function does not replace these.
        self.value_and_grads, self.answer, self.beside = checks.value_and_grads, probing.answer, checks.beside
        self.fresh = modes.fresh

    def serve(self):
        while (request := self._received()) is not None:
            signal.signal(signal.SIGINT, signal.default_int_handler)
            start = time.perf_counter()
            self.watch.active = True
            try:
                if request["op"] not in OPERATIONS:
                    raise ValueError(f"op: expected one of {', '.join(OPERATIONS)}, got {request['op']!r}")
                # A cell runs with what the cells before it have set; a function is called as a check calls it.
                with contextlib.nullcontext() if request["op"] == "run" else self.fresh():
                    reply = getattr(self, request["op"])(**request["args"])
            except BaseException as error:
                reply = {"error": _described(error)}
            self.watch.active = False
            self.watch.patched(self.shell)
            frame = {"id": request["id"], "seconds": time.perf_counter() - start, "seen": list(self.watch.seen)}
            with self.fresh():
                try:
                    self.pipe.send({**frame, **reply})
                except Exception as error:
                    self.pipe.send({**frame, "error": {**_described(error), "travels": False}})

    def _received(self):
        """The next request; the tensors in it are made as in a Python that has just started."""
        with self.fresh():
            return self.pipe.receive()

    def run(self, source):
        """Run one cell; what it shows comes back, cut to a bounded length."""
        outputs = []
        self.shell.display_pub.outputs, self.shell.display_pub.room = outputs, PICTURES
        before = sys.stdout, sys.stderr
        sys.stdout, sys.stderr = Kept("stdout", outputs), Kept("stderr", outputs)
        try:
            result = self.shell.run_cell(source, store_history=True)
        finally:
            sys.stdout, sys.stderr = before
        for output in outputs:
            output.pop("shown", None)
        self.functions |= {name: value for name, value in self.shell.user_ns.items() if callable(value)}
        error = result.error_before_exec or result.error_in_exec
        return {"outputs": outputs, "error": None if error is None else _described(error)}

    def call(self, name, args, given=None):
        """Call a function by name; the value comes back, and the places of the arguments that it changed."""
        before = copy.deepcopy(args)
        value = _as_asked(self._function(name, given)(*args))
        changed = [k for k, (old, now) in enumerate(zip(before, args, strict=True)) if not probing.same_state(old, now)]
        return {"value": value, "changed": changed}

    def grads(self, name, args, given=None, cotangent=None):
        """Call a function and differentiate what it returns."""
        value, grads = self.value_and_grads(self._function(name, given), *args, cotangent=cotangent)
        return {"value": [value, grads]}

    def probe(self, name, probe):
        """What a check asks of a function, for the hint."""
        return {"value": vars(self.answer(self._function(name), Probe(**probe)))}

    def get(self, name):
        """The value of a name."""
        if name not in self.shell.user_ns:
            raise NameError(f"name {name!r} is not defined")
        return {"value": self.shell.user_ns[name]}

    def _function(self, name, given=None):
        """The student's function, beside canned ones where some are given."""
        function = self.get(name)["value"]
        if not callable(function):
            # A later cell gave its name to what it returned: ranks = ranks(values).
            function = self.functions.get(name)
        if function is None:
            raise TypeError(f"{name} is not a function")
        return self.beside(function, given) if given else function


def _described(error):
    """An error as plain data: its type, one line, and the line of the student's code that it came from."""
    line, trace = None, error.__traceback__
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        line = next((trace.tb_lineno + above for start, above in CELLS.items() if file.startswith(start)), line)
        trace = trace.tb_next
    try:
        text = str(error)[:500]
    except BaseException:
        text = ""
    return vars(StudentError(type(error).__name__, text, line))


def _as_asked(value):
    """A named tuple as a tuple, a matrix or a masked array as an array: kinds of their own do not travel."""
    if isinstance(value, tuple):
        return tuple(_as_asked(item) for item in value)
    if isinstance(value, np.ma.MaskedArray):
        return np.asarray(value.astype(float).filled(np.nan))
    return np.asarray(value) if isinstance(value, np.ndarray) else value


def main():
    """Serve until the other side closes; standard input and output are the channel, and the student's see neither."""
    home = os.getcwd()
    pipe = Pipe(os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb"))
    # Last on the path: a module that lies beside the notebook can be imported, but never in a library's place.
    sys.path.append(home)
    torch.set_num_threads(1)
    # Short turns, so that threads that a cell left running do not hold up the answers.
    sys.setswitchinterval(0.0005)
    shell = make_shell()
    runner = Runner(pipe, shell, home)
    nothing = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nothing, descriptor)
    sys.stdout, sys.stderr = Kept("stdout", []), Kept("stderr", [])
    pipe.send({"id": 0})
    runner.serve()
    os._exit(0)


if __name__ == "__main__":
    main()
