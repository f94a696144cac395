"""What stands under a student's name while a hidden test runs: it asks the student's process."""

import torch

from grading.verdicts import CHANGES_MODEL
from sheet_utils.protocol import RemoteFunction, StudentError, StudentProcess


class StudentRaised(Exception):
    """The student's code raised an error, or sent something that is no plain data; it costs the points, nothing else.

    Attributes:
        error: a `StudentError`.
    """

    def __init__(self, error: StudentError):
        super().__init__("the function under test raised an error")
        self.error = error


def checked(reply: dict) -> dict:
    """Let a reply through where it holds no error.

    Args:
        reply: of a `StudentProcess`.

    Returns:
        The same reply.

    Raises:
        StudentRaised: the reply holds an error.
    """
    error = StudentError.read(reply.get("error"))
    if error is not None:
        raise StudentRaised(error)
    return reply


class StandIn(RemoteFunction):
    """Takes the place of a student's function in a hidden test: the call happens in the student's process.

    Args:
        process: a `StudentProcess`.
        name: of the function.
        given: canned functions to put in the place of others meanwhile, see `checks.beside`.

    Its methods raise `StudentRaised`, and whatever `process` raises where it is gone or the time is up.
    """

    def __init__(self, process: StudentProcess, name: str, given: dict | None = None):
        self._process, self.__name__, self._given = process, name, given

    def __call__(self, *args, **keywords):
        if keywords:
            raise TypeError("a function under test is called with positional arguments")
        return self._call(args)[0]

    def overwritten(self, *args) -> list[int]:
        """The positions of the arguments that a call changes over there; here they stay as they are.

        Args:
            *args: the arguments of the call.

        Returns:
            Positions from 0, those that the process claims and that can be.
        """
        return self._call(args)[1]

    def value_and_grads(self, *args, cotangent=None) -> tuple[object, dict]:
        """Evaluated on the student's side: the gradient that autograd gives there.

        Args:
            *args, cotangent: as in `checks.value_and_grads`.

        Returns:
            (value, grads), whatever the process sends: nothing about them is certain.
        """
        value, grads = checked(self._process.grads(self.__name__, list(args), self._given, cotangent)).get("value")
        return value, grads

    def beside(self, given: dict) -> "StandIn":
        """The function beside canned ones, which replace others over there.

        Args:
            given: as in `checks.beside`.

        Returns:
            The new stand-in, for the same function.
        """
        return StandIn(self._process, self.__name__, given)

    def _call(self, args):
        reply = checked(self._process.call(self.__name__, list(args), self._given))
        changed = reply.get("changed")
        changed = [k for k in changed if type(k) is int and 0 <= k < len(args)] if isinstance(changed, list) else []
        if any(isinstance(args[k], torch.nn.Module) for k in changed):
            # No answer does that.
            raise StudentRaised(StudentError(text=CHANGES_MODEL, travels=False))
        return reply.get("value"), changed
