"""What may be asked of the process that runs a student's code, and what a function in it looks like from outside.

Two sides speak this. `sheet_utils.submission.cellrun.Runner` is the process itself: it runs cells and calls functions.
A judge or the preflight holds an `Asked`, which sends each request over a pipe. Nothing that comes back is to be
trusted: the student's code lives in the process that answers, and may do anything to it.
"""

import abc
from collections.abc import Callable
from dataclasses import dataclass

# How much is kept of what a student's process says about an error.
TYPE, TEXT = 80, 200


@dataclass(frozen=True)
class StudentError:
    """An exception that a student's code raised, as plain data.

    Attributes:
        type: the name of the exception's class.
        text: its message, on one line.
        line: the line of the student's cell that it came from, where that is known.
        travels: False where the code raised nothing, and the value that it returned is no plain data.
    """

    type: str = ""
    text: str = ""
    line: int | None = None
    travels: bool = True

    @classmethod
    def read(cls, reply: object) -> "StudentError | None":
        """The error in a reply that may hold anything; its parts are cut to a bounded length.

        Args:
            reply: the entry "error" of a reply.

        Returns:
            The error; None where the reply holds nothing that could be one.
        """
        if not reply:
            return None
        reply = reply if isinstance(reply, dict) else {}
        name, line = str(reply.get("type", ""))[:TYPE], reply.get("line")
        return cls(
            # A class can be given any name: it must not read as if the grader spoke.
            type=name if name.isidentifier() else "",
            text=str(reply.get("text", ""))[:TEXT],
            line=line if type(line) is int else None,
            travels=reply.get("travels") is not False,
        )


class StudentProcess(abc.ABC):
    """The five requests that a process with a student's code answers, one at a time.

    Every reply is a dict. Beside what is listed below it holds `seconds`, how long the request took, and `seen`, a
    list of texts: what the student's code did that no answer needs. Where the code raised an error, `error` holds
    the fields of a `StudentError`, and everything else may be missing. The methods of an `Asked` also raise what its
    pipe raises where the process is gone or its time is up.

    Example:
        >>> process.run("def double(x): return 2 * x")
        {'id': 1, 'seconds': 0.01, 'seen': [], 'outputs': [], 'error': None}
        >>> process.call("double", [3])
        {'id': 2, 'seconds': 0.0, 'seen': [], 'value': 6, 'changed': []}
        >>> process.call("triple", [3])["error"]
        {'type': 'NameError', 'text': "name 'triple' is not defined", 'line': None, 'travels': True}
    """

    @abc.abstractmethod
    def run(self, source: str) -> dict:
        """Run one cell.

        Args:
            source: the cell's text, in which IPython's magics may stand.

        Returns:
            outputs: what the cell showed, as outputs of nbformat 4, cut to a bounded length;
            error: None, or what stopped the cell.
        """

    @abc.abstractmethod
    def call(self, name: str, args: list, given: dict | None = None) -> dict:
        """Call a function of the student's.

        Args:
            name: the name that it has in the notebook.
            args: its arguments, of the kinds that `sheet_utils.wire` takes.
            given: canned functions that are put in the place of others meanwhile, see `checks.beside`.

        Returns:
            value: what the function returned;
            changed: the positions of the arguments that the call has changed over there.
        """

    @abc.abstractmethod
    def grads(self, name: str, args: list, given: dict | None = None, cotangent=None) -> dict:
        """Call a function and differentiate what it returns, by autograd on the other side.

        Args:
            name, args, given: as in `call`.
            cotangent: as in `checks.value_and_grads`.

        Returns:
            value: [value, grads], what `checks.value_and_grads` returns.
        """

    @abc.abstractmethod
    def probe(self, name: str, probe: dict) -> dict:
        """Run a function on one probe of an exercise, for a hint.

        Args:
            name: of the function.
            probe: the fields of a `sheet_utils.checks.exercise.Probe`.

        Returns:
            value: the fields of a `sheet_utils.checks.exercise.Outcome`.
        """

    @abc.abstractmethod
    def get(self, name: str) -> dict:
        """The value of a name of the notebook.

        Args:
            name: the name.

        Returns:
            value: what the name stands for.
        """


#: What a request may name. A runner answers these and nothing else.
OPERATIONS = sorted(StudentProcess.__abstractmethods__)


class Asked(StudentProcess):
    """A `StudentProcess` seen from the other end of a pipe.

    Args:
        ask: called as ask(operation, **arguments); it sends one request and returns the reply.
    """

    def __init__(self, ask: Callable[..., dict]):
        self._ask = ask

    def run(self, source) -> dict:
        return self._ask("run", source=source)

    def call(self, name, args, given=None) -> dict:
        return self._ask("call", name=name, args=args, given=given)

    def grads(self, name, args, given=None, cotangent=None) -> dict:
        return self._ask("grads", name=name, args=args, given=given, cotangent=cotangent)

    def probe(self, name, probe) -> dict:
        return self._ask("probe", name=name, probe=probe)

    def get(self, name) -> dict:
        return self._ask("get", name=name)


class RemoteFunction(abc.ABC):
    """A function that lives in another process, as a hidden test sees it.

    A hidden test calls a student's function, and hands it to helpers such as `checks.value_and_grads`. A helper that
    needs more than the function's value cannot look into the other process. It asks the function itself instead::

        def value_and_grads(function, *args, cotangent=None):
            if isinstance(function, RemoteFunction):
                return function.value_and_grads(*args, cotangent=cotangent)
            ...
    """

    @abc.abstractmethod
    def __call__(self, *args):
        """What the function returns for these arguments, which stay as they are on this side."""

    @abc.abstractmethod
    def value_and_grads(self, *args, cotangent=None) -> tuple[object, dict]:
        """Evaluate `checks.value_and_grads` of the function on the other side.

        Args:
            *args, cotangent: as in `checks.value_and_grads`.

        Returns:
            (value, grads), as `checks.value_and_grads` does.
        """

    @abc.abstractmethod
    def beside(self, given: dict) -> "RemoteFunction":
        """The same function beside canned ones, see `checks.beside`.

        Args:
            given: the arguments of a canned function, by the name of the function that it replaces.

        Returns:
            The function as it is when it finds the canned ones under these names.
        """

    @abc.abstractmethod
    def overwritten(self, *args) -> list[int]:
        """The positions of the arguments that a call changes on the other side.

        Args:
            *args: the arguments of the call; they stay as they are on this side.

        Returns:
            Positions from 0, sorted.
        """
