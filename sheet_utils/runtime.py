"""Seeds, threads, progress, argument checks, and whether a student's answer is being judged just now.

The tutors' commands import this module and need no torch, so it is imported where it is used: that takes a second.
"""

import contextlib
import contextvars
import functools
import io
import math
import os
import random
from collections.abc import Callable, Iterator

import numpy as np
from tqdm.std import tqdm


def seed_everything(seed) -> None:
    """Seed Python, NumPy and torch, and hold torch to one thread.

    One thread is faster for networks of this size, and gives the same bits on any number of cores.

    Args:
        seed: a whole number.
    """
    import torch

    random.seed(seed)
    np.random.seed(seed)
    torch.manual_seed(seed)
    torch.set_num_threads(1)


@contextlib.contextmanager
def random_states_kept() -> Iterator[None]:
    """Put the random states of Python, NumPy and torch back afterwards."""
    import torch

    states = random.getstate(), np.random.get_state(), torch.get_rng_state()
    try:
        yield
    finally:
        random.setstate(states[0])
        np.random.set_state(states[1])
        torch.set_rng_state(states[2])


def silence() -> contextlib.AbstractContextManager:
    """A context in which prints go nowhere, nor does what is displayed in a notebook.

    Returns:
        The context manager.
    """
    if in_notebook():
        from IPython.utils.capture import capture_output

        return capture_output()
    stack = contextlib.ExitStack()
    stack.enter_context(contextlib.redirect_stdout(io.StringIO()))
    stack.enter_context(contextlib.redirect_stderr(io.StringIO()))
    return stack


def core_count() -> int:
    """The number of processor cores this process may use.

    Returns:
        At least 1.
    """
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


# --- Progress. ------------------------------------------------------------------------------------


class _DisplayLine:
    """A stream for tqdm that rewrites one line of a notebook's output.

    The line ends as it began, as the bare label. So a saved notebook holds no timings, no dead widget and no trail
    of bars, and a tool that looks at the first state only sees what is saved.
    """

    def __init__(self, label):
        from IPython.display import display

        self.text = lambda line: {"text/plain": line}
        self.handle = display(self.text(f"[{label}]"), raw=True, display_id=True)

    def write(self, line):
        if line.strip():
            self.handle.update(self.text(line.strip("\r\n")), raw=True)

    def flush(self):
        pass


class _NotebookBar(tqdm):
    """tqdm over a `_DisplayLine`."""

    def __init__(self, iterable=None, label="", **keywords):
        self._line, self._label = _DisplayLine(label), label
        super().__init__(iterable, desc=label, file=self._line, ascii=False, ncols=78, mininterval=0.2, **keywords)

    def close(self):
        if not self.disable:
            super().close()
            self._line.write(f"[{self._label}]")


def progress(iterable=None, label="working", total=None) -> tqdm:
    """A progress bar with the time left: around an iterable, or moved by hand with `.update(n)` and `.close()`.

    Args:
        iterable: what to loop over, or None.
        label: what is going on; it stands before the bar.
        total: number of items, where the iterable does not know it.

    Returns:
        The bar, an iterator over the items.
    """
    if in_notebook():
        return _NotebookBar(iterable, label=label, total=total, leave=False)
    return tqdm(iterable, desc=label, total=total, leave=False, mininterval=0.5, disable=None)


def in_notebook() -> bool:
    """Whether this runs in a Jupyter kernel.

    Returns:
        True in a kernel, False in a script or a console.
    """
    return _kernel_shell() is not None


def cell_run() -> str | None:
    """An id of the run of a cell that is going on, or None outside a notebook.

    Returns:
        The id of the message that started the run.
    """
    shell = _kernel_shell()
    # The number in brackets would not do: it stands still where no history is kept.
    return None if shell is None else shell.get_parent().get("header", {}).get("msg_id")


def _kernel_shell():
    try:
        from IPython import get_ipython
    except ImportError:
        return None
    shell = get_ipython()
    return shell if getattr(shell, "kernel", None) is not None else None


# --- Argument checks: each error names the argument, what came and what was expected. -----------


def renamed_keywords(**names: str) -> Callable:
    """Decorator: let a function also be called by keywords that its arguments had in notebooks released before.

    Args:
        names: old keyword to new keyword.

    Returns:
        The decorator.
    """

    def decorate(function):
        @functools.wraps(function)
        def renamed(*args, **keywords):
            return function(*args, **{names.get(key, key): value for key, value in keywords.items()})

        return renamed

    return decorate


def positive_int(name, value, least=1) -> int:
    """Check a whole number.

    Args:
        name: of the argument, for the message.
        value: what was given.
        least: the smallest number allowed.

    Returns:
        The value.

    Raises:
        ValueError: the value is no whole number, or is below `least`.
    """
    if isinstance(value, bool) or not isinstance(value, (int, np.integer)):
        raise ValueError(f"{name}: expected a whole number >= {least}, got {value!r}")
    if value < least:
        raise ValueError(f"{name}: expected a whole number >= {least}, got {int(value)}")
    return int(value)


def positive_float(name, value) -> float:
    """Check a positive number.

    Args:
        name: of the argument, for the message.
        value: what was given.

    Returns:
        The value.

    Raises:
        ValueError: the value is no positive, finite number.
    """
    try:
        number = float(value)
    except (TypeError, ValueError):
        raise ValueError(f"{name}: expected a positive number, got {value!r}") from None
    if not (math.isfinite(number) and number > 0):
        raise ValueError(f"{name}: expected a positive number, got {value!r}")
    return number


def check_tensor(name, value, shapes, finite=False) -> None:
    """Check a tensor's shape, and on request that it is finite.

    Args:
        name: the argument's name, for the message.
        value: what came.
        shapes: the allowed shapes, a list of tuples; None stands for any length.
        finite: whether NaN and infinity are refused.

    Raises:
        ValueError: value is no tensor, has another shape, or is not finite where it must be.
    """
    import torch

    # A step of a model asks this, too: a message is put together only for somebody who will read it.
    given = tuple(value.shape) if isinstance(value, torch.Tensor) else None
    if given is None or not any(_fits(given, shape) for shape in shapes):
        wanted = " or ".join(str(tuple(shape)).replace("None", "*") for shape in shapes)
        if given is None:
            raise ValueError(f"{name}: expected a torch tensor of shape {wanted}, got {type(value).__name__}")
        raise ValueError(f"{name}: expected shape {wanted}, got {given}")
    if finite and not torch.isfinite(value).all():
        bad = int((~torch.isfinite(value)).sum())
        raise ValueError(f"{name}: {bad} of {value.numel()} entries are NaN or infinite")


def _fits(given, shape):
    """Whether a tensor's shape is one that is allowed, in which None stands for any length."""
    return given == shape or (
        len(given) == len(shape) and all(want in (None, have) for want, have in zip(shape, given, strict=True))
    )


# --- Judging: the compiled kernels are no answer key. --------------------------------------------

_judging = contextvars.ContextVar("judging", default=False)


@contextlib.contextmanager
def judging() -> Iterator[None]:
    """While this is open a student's function runs under a check, and `refuse_while_judging` refuses."""
    token = _judging.set(True)
    try:
        yield
    finally:
        _judging.reset(token)


def refuse_while_judging(what) -> None:
    """Raise if a student's function is being checked or graded just now.

    Args:
        what: the function that refuses, such as "timeseries.divergence".

    Raises:
        RuntimeError: naming `what`, and saying that the answer has to be the student's own.
    """
    if _judging.get():
        raise RuntimeError(f"{what} is not available inside an answer: write this step yourself")
