"""Run the cells of a notebook in this process, for whoever asks over standard input and output.

The grader starts this inside its sandbox, the preflight on a student's own machine. It decides nothing: it runs
code, calls functions by name and sends plain data back. Whoever asks must not trust the answers: a student's code
lives in this process and may do anything to it.
"""

import contextlib
import copy
import functools
import importlib.util
import inspect
import io
import multiprocessing
import os
import signal
import struct
import sys
import threading
import time
import types

import numpy as np
import torch
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from traitlets import Type
from traitlets.config import Config

from sheet_utils import checks, models, modes, runtime, systems, wire  # noqa: F401  (models and systems register)
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
    "sys._getframe", "sys._getframemodulename", "sys._current_frames", "sys._current_exceptions", "sys.settrace",
    "sys.setprofile", "sys.monitoring.register_callback", "gc.get_objects", "gc.get_referrers", "gc.get_referents",
    "sys.addaudithook", "ctypes.dlopen", "ctypes.dlsym", "ctypes.string_at", "ctypes.call_function",
}  # fmt: skip
# A pool of processes or a loader of data is honest work: these of EVENTS are its own doing, not the student's.
POOL_EVENTS, POOLS = {"os.fork", "os.kill", "os.posix_spawn"}, os.path.dirname(multiprocessing.__file__)
# An event of ours, by which the watch is asked whether it still looks.
BEAT = "sheet_utils.watch"
WATCH_IS_OFF = "switched the watch off"


class Pipe:
    """Packed values over two file descriptors, each behind its length.

    Args:
        read, write: files open for reading and for writing bytes.
    """

    def __init__(self, read, write):
        self.read, self.write, self.turn, self.owner = read, write, threading.RLock(), os.getpid()
        self.last = b""
        # A copy of one's own: what is put into the module's place changes nothing here.
        self.wire = private(wire, _REGISTRY=wire._REGISTRY)

    def receive(self) -> object:
        """Wait for the next value.

        Returns:
            The value; None at the end.
        """
        header = self.read.read(HEADER.size)
        if len(header) < HEADER.size:
            return None
        self.last = self.read.read(*HEADER.unpack(header))
        return self.again()

    def again(self) -> object:
        """The value that was received last, in objects of its own."""
        return self.wire.unpack(self.last)

    def answer(self, number) -> dict | None:
        """Wait for the answer to one request; older ones are dropped.

        Args:
            number: the request's `id`.

        Returns:
            The reply; None at the end.
        """
        while (reply := self.receive()) is not None and reply["id"] != number:
            pass
        return reply

    def send(self, value) -> None:
        """Send a value.

        Args:
            value: of the kinds that `sheet_utils.wire` takes.

        Raises:
            WireError: it holds something that cannot travel.
            OSError: the other side is gone.
        """
        data = self.wire.pack(value)
        with self.turn:
            self.write.write(HEADER.pack(len(data)) + data)
            self.write.flush()

    def tell(self, text) -> None:
        """Send what was seen at once, before whoever did it can take it back; a child of this process sends nothing.

        Args:
            text: what was seen, one line.
        """
        if os.getpid() == self.owner and self.turn.acquire(timeout=1):
            try:
                with contextlib.suppress(OSError):
                    self.send({"id": -1, "seen": [text]})
            finally:
                self.turn.release()


def private(module, **shared) -> types.ModuleType:
    """A copy of a module that nobody else has, so that what is replaced in the module is not replaced here.

    Args:
        module: a module made of one file.
        **shared: names that stay the module's own.

    Returns:
        The copy.
    """
    spec = importlib.util.spec_from_file_location(module.__name__, module.__file__)
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    vars(made).update(shared)
    return made


class Kept(io.TextIOBase):
    """A text stream that keeps the beginning of what is written, and counts the rest.

    Args:
        name: "stdout" or "stderr".
        outputs: the list of the cell's outputs, to which a stream of nbformat 4 is added.
    """

    encoding, errors = "utf-8", "replace"

    def __init__(self, name, outputs):
        self.name, self.outputs, self.room = name, outputs, TEXT

    def write(self, text) -> int:
        """Keep text as far as there is room.

        Args:
            text: what is written; its `str` is kept.

        Returns:
            The number of its characters, those included that were not kept.
        """
        text = str(text)
        kept, self.room = text[: self.room], self.room - len(text[: self.room])
        if kept and self.outputs and self.outputs[-1].get("name") == self.name:
            self.outputs[-1]["text"] += kept
        elif kept:
            self.outputs.append({"output_type": "stream", "name": self.name, "text": kept})
        return len(text)

    def fileno(self) -> int:
        """Of a file that leads nowhere: some libraries ask for one."""
        return 1


class Displays(DisplayPublisher):
    """Keeps what `display` is given."""

    outputs, room = (), 0

    def publish(self, data, metadata=None, *, transient=None, update=False, **_) -> None:
        """Keep what is displayed, if there is room for it, as an output of the cell.

        Args:
            data: {MIME type: content}; what is neither text, list nor dict is left out.
            metadata: of the content; it is not kept.
            transient: a dict that may hold a `display_id`, or None.
            update: whether this takes the place of what was displayed under the same `display_id`.
            **_: what later versions of IPython pass.
        """
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

    def write_output_prompt(self) -> None:
        """Write no prompt: there is no terminal."""

    def write_format_data(self, format_dict, md_dict=None) -> None:
        """Keep the value as `display` would.

        Args:
            format_dict: {MIME type: content}.
            md_dict: metadata of the content, or None.
        """
        self.shell.display_pub.publish(format_dict, md_dict)

    def finish_displayhook(self) -> None:
        """Do nothing: there is no line to end."""


class Shell(InteractiveShell):
    """IPython without history, colours or a terminal."""

    display_pub_class = Type(Displays)
    displayhook_class = Type(Results)

    def enable_gui(self, gui=None) -> None:
        """Do nothing: `%matplotlib inline` asks for a GUI, and pictures are kept as they are shown.

        Args:
            gui: its name, or None.
        """


def make_shell() -> Shell:
    """The shell that the student's cells run in."""
    config = Config()
    config.InteractiveShell.colors = "NoColor"
    config.HistoryManager.enabled = False
    return Shell.instance(config=config)


def load_here() -> None:
    """Let torch's loaders load in the process that asks, as they do without `num_workers`; the batches are the same.

    Their workers hand tensors over by sockets, which the sandbox refuses, and the loader would wait for ever.
    """
    begin = torch.utils.data.DataLoader.__init__
    signature = inspect.signature(begin)

    @functools.wraps(begin)
    def begin_here(*args, **kwargs):
        given = signature.bind(*args, **kwargs).arguments
        for name in ("num_workers", "prefetch_factor", "persistent_workers", "multiprocessing_context", "timeout"):
            given.pop(name, None)
        begin(**given)

    torch.utils.data.DataLoader.__init__ = begin_here


# Kinds of things that are watched for being replaced.
WHOLE = (types.FunctionType, type)


class Watch:
    """What the student's code did that answers have no need of: a hint for a tutor, never a verdict.

    Args:
        home: the student's folder.
        tell: called with each note at once, or None.
    """

    def __init__(self, home, tell=None):
        self.home, self.seen, self.active, self.tell, self.beats = home, [], False, tell, 0
        # Threads in which it is looking already: looking is such an event, too.
        self.looking = set()
        # Its own folders, and where Python and its packages lie.
        self.own = (home, os.path.expanduser("~") + "/", sys.prefix, sys.base_prefix)
        self.watched = [
            (InteractiveShell, "run_code"), (InteractiveShell, "run_cell"), (InteractiveShell, "run_ast_nodes"),
            (InteractiveShell, "showtraceback"), (sys, "displayhook"),
            (torch, "allclose"), (torch, "equal"), (torch.Tensor, "__eq__"), (torch.Tensor, "__gt__"),
            (torch.Tensor, "double"), (torch.Tensor, "detach"), (torch.Tensor, "requires_grad_"),
            (torch.autograd, "grad"), (torch.autograd, "backward"), (torch.nn.Module, "state_dict"),
            (torch.nn.Module, "named_parameters"), (np, "allclose"), (np, "array_equal"), (np, "savez"),
            (copy, "deepcopy"), (signal, "signal"),
        ]  # fmt: skip
        # Everything of ours that a call or its answer passes through.
        for owner in (checks, probing, wire, modes, runtime, Runner, Watch, Pipe):
            self.watched += [(owner, name) for name, value in vars(owner).items() if isinstance(value, WHOLE)]
        self.before = [getattr(owner, name) for owner, name in self.watched]
        sys.addaudithook(self.hook)

    def hook(self, event, args) -> None:
        """Note an event of the interpreter if the student's code caused it; see `sys.addaudithook`.

        Args:
            event: its name.
            args: a tuple, what belongs to it.
        """
        self.beats += event == BEAT
        thread = threading.get_ident()
        if not self.active or thread in self.looking or event not in EVENTS and event not in DIRECT:
            return
        if event == "open" and not self._foreign(args[0]):
            return
        self.looking.add(thread)
        try:
            frame = sys._getframe(1)
            for _ in range(1 if event in DIRECT else 12):
                if frame is None or frame.f_code.co_filename.startswith("<frozen importlib"):
                    break
                if event in POOL_EVENTS and frame.f_code.co_filename.startswith(POOLS):
                    break
                if frame.f_code.co_filename.startswith((*CELLS, self.home)):
                    self.note(f"{event} {args[0]!r:.100}" if event == "open" else event)
                    break
                frame = frame.f_back
        finally:
            self.looking.discard(thread)

    def _foreign(self, path):
        if not isinstance(path, str):
            return False
        foreign = path.startswith(("/proc", "/etc", "/root", "/home")) and not path.startswith(self.own)
        return ".." in path or foreign

    def note(self, text) -> None:
        """Keep a note, once, and no more than thirty of them.

        Args:
            text: one line.
        """
        if text not in self.seen and len(self.seen) < 30:
            self.seen.append(text)
            if self.tell:
                self.tell(text)

    def patched(self, shell) -> None:
        """Note what has been replaced since the start, and whether the watch itself looks no more.

        Args:
            shell: the student's IPython shell.
        """
        beats = self.beats
        sys.audit(BEAT)
        if not self.active or self.beats != beats + 1:
            self.note(WATCH_IS_OFF)
        self.active = False
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
    """Answers the requests of a `StudentProcess`, one at a time, where the student's code lives.

    Args:
        pipe: a `Pipe` to whoever asks.
        shell: the shell in which the cells run.
        home: the student's folder.
    """

    def __init__(self, pipe, shell, home):
        self.pipe, self.shell, self.functions = pipe, shell, {}
        # A copy of one's own: who replaces a function of the module, or one that it calls, replaces none here.
        self.probing = private(probing)
        self.watch = Watch(home, pipe.tell)
        self.fresh = private(modes).fresh

    def serve(self) -> None:
        """Answer requests until the other side closes the pipe.

        An error becomes the reply, be it the student's code's or that a request is none of `OPERATIONS`.

        Raises:
            OSError: the other side is gone.
        """
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

    def run(self, source) -> dict:
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

    def call(self, name, args, given=None) -> dict:
        # From the bytes once more, and no copy: copying a tensor passes through functions that can be replaced.
        before = self.pipe.again()["args"]["args"]
        value = _as_asked(self._function(name, given)(*args))
        same = self.probing.same_state
        changed = [place for place, (old, now) in enumerate(zip(before, args, strict=True)) if not same(old, now)]
        return {"value": value, "changed": changed}

    def grads(self, name, args, given=None, cotangent=None) -> dict:
        value, grads = self.probing.value_and_grads(self._function(name, given), *args, cotangent=cotangent)
        return {"value": [value, grads]}

    def probe(self, name, probe) -> dict:
        return {"value": vars(self.probing.answer(self._function(name), Probe(**probe)))}

    def get(self, name) -> dict:
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
        return self.probing.beside(function, given) if given else function


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


def main() -> None:
    """Serve until the other side closes; standard input and output are the channel, and the student's see neither."""
    home = os.getcwd()
    pipe = Pipe(os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb"))
    # Last on the path: a module that lies beside the notebook can be imported, but never in a library's place.
    sys.path.append(home)
    torch.set_num_threads(1)
    # Short turns, so that threads that a cell left running do not hold up the answers.
    sys.setswitchinterval(0.0005)
    load_here()
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
