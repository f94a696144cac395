"""A student's function run on a probe: sheltered, with what it calls put in place, and its gradient taken.

What comes back is plain data, and nothing here knows what is right.
"""

import ast
import contextlib
import copy
import functools
import inspect
import linecache
import random
import re
import textwrap
from collections.abc import Callable, Iterator

import numpy as np
import torch

from sheet_utils import modes, runtime, wire
from sheet_utils.checks.exercise import Outcome, Probe
from sheet_utils.protocol import RemoteFunction


def value_and_grads(function, *args, cotangent=None) -> tuple:
    """Call a function and differentiate what it returns.

    Args:
        function: a function, or a `RemoteFunction`, which is asked itself.
        args: its arguments. Gradients are taken with respect to every parameter of a module among them that
            requires a gradient, and every floating tensor among them that does.
        cotangent: a tensor of the value's shape; the gradient is that of (value * cotangent).sum(). Without it,
            that of value.sum(), which is the value itself where it is a scalar.

    Returns:
        (value, grads): the value, detached; a dict of tensors by the parameter's name ("W1"), or by position for a
        tensor ("args[1]"). What the value does not depend on has a gradient of zeros, and so has everything where
        the value is no tensor or was cut off from the graph. `.grad` stays as it was.

    Raises:
        ValueError: the cotangent has another shape than the value.
        Exception: whatever the function raises, and what autograd raises where a needed tensor was overwritten.
    """
    if isinstance(function, RemoteFunction):
        return function.value_and_grads(*args, cotangent=cotangent)
    leaves = _leaves(args)
    kept = {name: None if leaf.grad is None else leaf.grad.clone() for name, leaf in leaves.items()}
    try:
        value = function(*args)
        grads = _gradients(value, leaves, cotangent)
    finally:
        for name, leaf in leaves.items():
            leaf.grad = kept[name]
    return detached(value), grads


def beside(function, given) -> Callable:
    """A function as it is beside canned functions, put in place of those that it calls by name.

    Args:
        function: a function, or a `RemoteFunction`, which is asked itself.
        given: the arguments of a `Canned` by the name that it takes, such as
            {"process_sequence_using_STF": {"parameters": ["model", "x", "t_forcing"], "states": (T, B, M)}}.

    Returns:
        A function of the same arguments. What calls none of the names is as before.
    """
    if isinstance(function, RemoteFunction):
        return function.beside(given)
    canned = {name: Canned(**description) for name, description in given.items()}

    @functools.wraps(function)
    def called(*args, **keywords):
        with _in_place_of(function, canned):
            return function(*args, **keywords)

    return called


@contextlib.contextmanager
def sheltered(silent=True, seed=0, dtype=torch.float32) -> Iterator[None]:
    """Run a student's code: judged, silent, and without a trace on random states, defaults or modes.

    Inside, the random generators are seeded, so that a random answer returns the same every time.

    Args:
        silent: whether what the code prints is dropped.
        seed: of the random generators.
        dtype: the default number format.
    """
    with contextlib.ExitStack() as stack:
        stack.enter_context(runtime.random_states_kept())
        random.seed(seed)
        np.random.seed(seed)
        # torch.manual_seed also notes a stack trace for every accelerator, which takes milliseconds.
        torch.default_generator.manual_seed(seed)
        for shelter in (runtime.judging(), modes.fresh(dtype)):
            stack.enter_context(shelter)
        if silent:
            stack.enter_context(runtime.silence())
        yield


def answer(function, probe: Probe, silent: bool = True, dtype: torch.dtype = torch.float32) -> Outcome:
    """Run a function on one probe.

    Args:
        function: the student's.
        probe: a `Probe`.
        silent: whether what the function prints is dropped.
        dtype: the default number format while it runs.

    Returns:
        The `Outcome`.
    """
    outcome = Outcome()
    args = copy.deepcopy(probe.args)
    given = {name: Canned(**description) for name, description in (probe.given or {}).items()}
    with sheltered(silent, dtype=dtype):
        try:
            with _in_place_of(function, given):
                value = function(*args)
            # Copied at once: a gradient hook or a second run could still write into it.
            outcome.values, outcome.returned = _numbers(value, probe.results), _describe(value)
            outcome.changed = [
                name
                for name, before, after in zip(probe.names, probe.args, args, strict=True)
                if not same_state(before, after)
            ]
            if probe.gradient:
                shape = getattr(value, "shape", None)
                if probe.cotangent is None or shape == probe.cotangent.shape:
                    grads = _gradients(value, _leaves(args), probe.cotangent)
                    outcome.grads = {name: grad.double().numpy() for name, grad in grads.items()}
        except (Exception, SystemExit) as error:
            outcome.raised = explain(error, function)
            if isinstance(error, NotImplementedError) and outcome.raised.pop("own"):
                outcome.blank = _has_other_code(function)
            outcome.raised.pop("own", None)
    outcome.used = [name for name, canned in given.items() if canned.used]
    return outcome


class Canned:
    """Stands in for a function that the one under test calls, so that it is judged by itself.

    It solves nothing: it applies the model once to stored states, which are shifted by a number that depends on
    every other argument. So a wrong argument shows, and gradients reach the model.

    Args:
        parameters: the names of the arguments, the model first.
        states: (..., B, M).
    """

    def __init__(self, parameters, states):
        self.signature = inspect.Signature(
            [inspect.Parameter(name, inspect.Parameter.POSITIONAL_OR_KEYWORD) for name in parameters]
        )
        self.states, self.used = states, False

    def __call__(self, *args, **keywords):
        self.used = True
        try:
            model, *others = self.signature.bind(*args, **keywords).args
        except TypeError:
            # Called by names of the student's own: they come in the order of the arguments.
            model, *others = self.signature.bind(*args, *keywords.values()).args
        dtype = next(model.parameters()).dtype
        shift = 0.0
        for number, other in enumerate(others, start=1):
            flat = torch.as_tensor(other).detach().to(dtype).flatten()
            shift = shift + 0.1 * torch.mean(flat * torch.cos(number * torch.arange(1.0, len(flat) + 1)).to(dtype))
        states = self.states.to(dtype) + shift
        return model(states.reshape(-1, states.shape[-1])).reshape(states.shape)


@contextlib.contextmanager
def _in_place_of(function, given):
    """Put the canned functions under their names into the namespace that a function reads."""
    scope = _globals_of(function)
    before = {name: scope[name] for name in given if name in scope}
    scope.update(given)
    try:
        yield
    finally:
        for name in given:
            scope.pop(name, None)
        scope.update(before)


def _as_written(function):
    """The function that somebody wrote, behind one that is partly applied or wrapped, or behind a callable object."""
    while isinstance(function, functools.partial):
        function = function.func
    function = inspect.unwrap(function)
    return function if hasattr(function, "__globals__") else inspect.unwrap(type(function).__call__)


def _globals_of(function):
    """The namespace that a function reads."""
    return getattr(_as_written(function), "__globals__", {})


def _leaves(args):
    """Everything among the arguments that a gradient can be taken of, by name."""
    leaves = {}
    for position, value in enumerate(args):
        if isinstance(value, torch.nn.Module):
            leaves.update((name, p) for name, p in value.named_parameters() if p.requires_grad)
        elif isinstance(value, torch.Tensor) and value.requires_grad:
            leaves[f"args[{position}]"] = value
    return leaves


def stacked(value) -> object:
    """A list of tensors of one shape as one tensor, along a new first axis; anything else as it is.

    Args:
        value: what a function returned.

    Returns:
        The tensor, (n, ...) for a list or tuple of n tensors of shape (...); otherwise the value itself.
    """
    tensors = isinstance(value, (list, tuple)) and len(value) > 0 and all(isinstance(v, torch.Tensor) for v in value)
    return torch.stack(list(value)) if tensors and len({v.shape for v in value}) == 1 else value


def _gradients(value, leaves, cotangent):
    value = stacked(value)
    connected = isinstance(value, torch.Tensor) and value.requires_grad
    if connected and cotangent is not None and value.shape != cotangent.shape:
        raise ValueError(f"cotangent: expected the value's shape {tuple(value.shape)}, got {tuple(cotangent.shape)}")
    grads = [None] * len(leaves)
    if connected and leaves:
        total = (value if cotangent is None else value * cotangent.to(value.dtype)).sum()
        grads = torch.autograd.grad(total, list(leaves.values()), allow_unused=True)
    return {
        name: torch.zeros_like(leaf) if grad is None else grad.detach()
        for (name, leaf), grad in zip(leaves.items(), grads, strict=True)
    }


def detached(value) -> object:
    """A result cut off from the graph that computed it.

    Args:
        value: a tensor, a tuple or list of such, or anything else.

    Returns:
        The same without a graph; anything that is not a tensor is returned unchanged.
    """
    if isinstance(value, torch.Tensor):
        return value.detach()
    if type(value) in (tuple, list):
        return type(value)(detached(item) for item in value)
    return value


def as_list(value) -> list:
    """One result or several as a list.

    Args:
        value: a result, or a tuple or list of results.

    Returns:
        A list of results.
    """
    return list(value) if isinstance(value, (tuple, list)) else [value]


def _numbers(value, count):
    """The results as `count` float64 arrays of their own, or None where they are not that many numbers."""
    parts = (value,) if count == 1 else value
    if isinstance(parts, (np.ndarray, torch.Tensor)) and tuple(parts.shape) == (count,):
        parts = list(parts)  # an array of so many numbers is as good as a tuple of them
    if not isinstance(parts, (tuple, list)) or len(parts) != count:
        return None
    arrays = []
    for part in map(wire.unlabelled, parts):
        if isinstance(part, (list, tuple)) and (rows := rows_of_numbers(part)) is not None:
            # Nested lists of numbers are as good as an array of them; a list of states is not a tensor of states.
            part = rows
        elif isinstance(part, torch.Tensor):
            if part.is_complex() or part.layout != torch.strided:
                return None
            part = part.detach().cpu().double().numpy()
        elif not isinstance(part, (np.ndarray, np.generic, int, float)) or isinstance(part, bool):
            return None
        part = np.asarray(part)
        if part.dtype.kind not in "iuf":
            return None
        arrays.append(np.array(part, dtype=np.float64))
    return arrays


def rows_of_numbers(part) -> np.ndarray | None:
    """Numbers in lists, or in lists of lists of one length and so on, as an array.

    Args:
        part: a list or tuple.

    Returns:
        The array, (n, ...) float64, with an axis for each depth of lists; None where other things than numbers are
        in them, tensors and arrays among these, or where rows differ in length.
    """
    if part and all(isinstance(item, (list, tuple)) for item in part):
        rows = [rows_of_numbers(item) for item in part]
        whole = all(row is not None and row.shape == rows[0].shape for row in rows)
        return np.array(rows) if rows[0] is not None and whole else None
    if any(isinstance(item, (list, tuple)) or getattr(item, "shape", ()) != () for item in part):
        return None
    numbers = [_number(item) for item in part]
    return None if any(number is None for number in numbers) else np.array(numbers)


def _number(item):
    try:
        return float(item)
    except (TypeError, ValueError, RuntimeError):
        return None


def _describe(value):
    """What a function returned, in words that do not change from run to run."""
    if value is None:
        return "nothing"
    if isinstance(value, torch.Tensor):
        return f"a tensor of shape {tuple(value.shape)}" + (" with complex entries" if value.is_complex() else "")
    if isinstance(value, np.ndarray):
        return f"a NumPy array of shape {value.shape} and dtype {value.dtype}"
    if isinstance(value, (list, tuple)):
        inside = "tensors" if value and all(isinstance(item, torch.Tensor) for item in value) else "items"
        return f"a {type(value).__name__} of {len(value)} {inside}"
    if isinstance(value, (bool, int, float, np.generic)):
        return "a number"
    return f"an object of type {type(value).__name__}"


def same_state(before, after) -> bool:
    """Whether two models, tensors or arrays hold the same numbers.

    Args:
        before, after: two models, tensors or arrays; anything else counts as the same.

    Returns:
        True where all numbers agree.
    """
    if isinstance(before, torch.nn.Module):
        ours, theirs = before.state_dict(), after.state_dict()
        return ours.keys() == theirs.keys() and all(same_state(ours[name], theirs[name]) for name in ours)
    if isinstance(before, torch.Tensor):
        # In double: model.double() changes no number.
        return before.shape == after.shape and torch.equal(before.detach().double(), after.detach().double())
    if isinstance(before, np.ndarray):
        return np.array_equal(before, after)
    return True


def explain(error, function) -> dict:
    """An error as one line, with the last line of the student's own code that led to it.

    Args:
        error: what the function raised.
        function: the student's.

    Returns:
        A dict of type, text, line (in the function, or None), source (of that line), and own: whether the function
        itself raised it by a `raise` statement.
    """
    text = str(error).strip().splitlines()
    text = re.sub(r"0x[0-9a-fA-F]+", "0x…", text[0] if text else "")
    scope, code = _globals_of(function), getattr(_as_written(function), "__code__", None)
    line, source, innermost, trace = None, "", None, error.__traceback__
    while trace is not None:
        innermost = trace.tb_frame.f_code
        if trace.tb_frame.f_globals is scope:
            line = trace.tb_lineno - innermost.co_firstlineno + 1
            source = linecache.getline(innermost.co_filename, trace.tb_lineno).strip()
        trace = trace.tb_next
    return {
        "type": type(error).__name__,
        "text": _clip(f"{type(error).__name__}: {text}" if text else type(error).__name__),
        "line": line,
        "source": _clip(source),
        "own": innermost is code and (not source or source.startswith("raise")),
    }


def _clip(text, length=200):
    return text if len(text) <= length else text[: length - 1] + "…"


def _has_other_code(function):
    """Whether a function holds statements beside a docstring and `raise NotImplementedError`."""
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(_as_written(function))))
    except (OSError, TypeError, SyntaxError):
        return False
    body = [node for node in tree.body[0].body if not isinstance(node, ast.Pass)]
    docstring = body and isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant)
    return any(not isinstance(node, ast.Raise) for node in body[1 if docstring else 0 :])
