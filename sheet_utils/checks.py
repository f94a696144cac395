"""Three answers to a student: not started, not yet (and why), right.

Nothing here knows how an exercise is solved. An exercise is a file of *probes* (small arguments) and of
*fingerprints*: what the right answer and every named mistake return on those probes, gradients included. A
student's function is run on the same probes and compared with the fingerprints: equal to the right one, equal
to a named mistake, or neither, and then we say that we do not recognise it. `course.fingerprints` writes the
files, and a judge in another process goes through the same `diagnose`.
"""

import ast
import contextlib
import copy
import difflib
import functools
import inspect
import io
import linecache
import os
import random
import re
import textwrap
import warnings
from dataclasses import dataclass

import numpy as np
import torch

from sheet_utils import runtime, wire

# A value agrees when it is off by less than RTOL of its own size plus RTOL of the largest entry beside it. Right
# answers in float32 and float64, on one thread and two, are off by 9.2e-7 at most on the probes in use (448 runs, none
# fails); on 39 other draws of the probes 36 of 17 472 runs are off by more than RTOL, all of them on draws that lie at
# a kink or cancel. Two mistakes are 2.1e-3 apart at least. From `python -m course.fingerprints --tolerance --draws 40`.
RTOL = 1e-4

NOT_STARTED, NOT_YET, RIGHT = "not started", "not yet", "right"

# Mistakes of any exercise, which need no fingerprint: right values that come with something else.
OVERWRITES, GRADIENT = "changes-arguments", "wrong-gradient"
GENERAL = {
    OVERWRITES: {
        "id": OVERWRITES,
        "line": "the result is right, but the function overwrites its argument.",
        "hint": "Whoever calls it goes on with the changed values. On what could you work instead?",
    },
    GRADIENT: {
        "id": GRADIENT,
        "line": "the result is right, but the gradient does not pass through every step that made it.",
        "hint": "What takes a value out of the graph, or builds a new tensor out of plain numbers?",
    },
}


@dataclass(frozen=True, repr=False)
class Verdict:
    """What a check found.

    Attributes:
        state: "not started", "not yet" or "right".
        text: what the student reads.
        misconception: the id of the mistake if it was recognised, else None.
        line, hint: what is said about that mistake; they stand in the text, too.
    """

    state: str
    text: str
    misconception: str | None = None
    line: str = ""
    hint: str = ""

    @property
    def right(self):
        return self.state == RIGHT

    def __repr__(self):
        return f"<{self.state}>"

    def _ipython_display_(self):
        """A cell that ends with a check shows the check's text, and nothing after it."""


@dataclass(frozen=True)
class Picture:
    """One input with the student's result and the right one, for plots.

    Attributes:
        args: dict of the arguments by name.
        yours: what the student's function returned, detached; None where there is nothing to show.
        reference: the right result, of the same shape.
        note: one line that says why `yours` is missing, or "".
    """

    args: dict
    yours: object
    reference: object
    note: str = ""


# --- What a student calls. ------------------------------------------------------------------------


def check(exercise_id, *functions, show=True):
    """Compare a student's function with the fingerprints of an exercise and print what was found.

    Args:
        exercise_id: the id of the exercise's solution cell, such as "stf-forward".
        functions: the student's function or functions, in the exercise's order.
        show: whether to print the text.

    Returns:
        The `Verdict`.

    Raises:
        ValueError: there is no such exercise, or what came is not a function.
    """
    exercise = load(exercise_id)
    wanted = exercise["functions"]
    if len(functions) != len(wanted) or not all(callable(function) for function in functions):
        raise ValueError(f"check({exercise_id!r}, ...): expected the function {', '.join(wanted)} after the id")
    verdict = diagnose(exercise, lambda probe: answer(functions[probe["function"]], probe))
    if show:
        print(verdict.text)
    return verdict


def validate(exercise_id, *functions):
    """Fail under `nbgrader validate` unless the work is right; do nothing at any other time.

    A graded cell's hidden tests are not handed out, so that without this line `nbgrader validate` would praise a
    blank notebook.

    Raises:
        AssertionError: with the check's text.
    """
    if os.environ.get("NBGRADER_EXECUTION") == "validate":
        verdict = check(exercise_id, *functions, show=False)
        assert verdict.right, verdict.text


def attempt(function, *args):
    """Call a student's function where a notebook goes on without it.

    Returns:
        What the function returns; None, with one line printed, where it is not written yet or stops with an error.
    """
    try:
        return function(*args)
    except NotImplementedError as error:
        print(f"{_innermost(error, function)} is not written yet.")
    except Exception as error:
        print(f"{_innermost(error, function)} stopped with {_explain(error, function)['text']}")
    return None


def _innermost(error, function):
    """The name of the notebook's function that an error came from; `function` may only call the student's."""
    scope, name, trace = getattr(function, "__globals__", None), function.__name__, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_globals is scope and trace.tb_frame.f_code.co_name.isidentifier():
            name = trace.tb_frame.f_code.co_name
        trace = trace.tb_next
    return name


def picture(exercise_id, function):
    """Run a student's function on the exercise's picture input, beside the right result.

    A wrong result is shown as well: seeing what it does is the point. Where there is none to show, `yours` is None
    and `note` says so in one line.

    Returns:
        A `Picture`.

    Raises:
        ValueError: the exercise has no picture.
    """
    inputs, right = reference(exercise_id)
    name = function.__name__
    probe = {"args": tuple(inputs.values()), "names": list(inputs), "results": len(_as_list(right))}
    # Not silent: a long run keeps its progress bar.
    outcome = answer(function, {**probe, "given": None, "gradient": False, "cotangent": None}, silent=False)
    shapes = None if outcome["values"] is None else [array.shape for array in outcome["values"]]
    if _is_blank(outcome):
        return Picture(inputs, None, right, f"{name} is not written yet: this is the course's own result.")
    if outcome["raised"]:
        return Picture(inputs, None, right, f"{name} stopped with an error: this is the course's own result.")
    if shapes != [tuple(leaf.shape) for leaf in _as_list(right)]:
        return Picture(inputs, None, right, f"{name} returns another shape: this is the course's own result.")
    leaves = zip(outcome["values"], _as_list(right), strict=True)
    yours = [torch.from_numpy(array).to(leaf.dtype) for array, leaf in leaves]
    return Picture(inputs, yours[0] if len(yours) == 1 else tuple(yours), right)


def reference(exercise_id):
    """The picture input of an exercise and the right result on it.

    Returns:
        (inputs, value): a dict of arguments by name, and a tensor or a tuple of tensors.

    Raises:
        ValueError: the exercise has no picture.
    """
    stored = wire.unpack(_file(exercise_id + ".picture").read_bytes())
    return stored["args"], stored["value"]


def value_and_grads(function, *args, cotangent=None):
    """Call a function and differentiate what it returns.

    Args:
        function: a function, or a judge's stand-in for one; the stand-in's own method `value_and_grads` is used.
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
    if hasattr(function, "value_and_grads"):
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


def beside(function, given):
    """A function as it is beside canned functions, put in place of those that it calls by name.

    Args:
        function: a function, or a judge's stand-in for one; the stand-in's own method `beside` is used.
        given: the arguments of a `Canned` by the name that it takes, such as
            {"process_sequence_using_STF": {"parameters": ["model", "x", "t_forcing"], "states": (T, B, M)}}.

    Returns:
        A function of the same arguments. What calls none of the names is as before.
    """
    if hasattr(function, "beside"):
        return function.beside(given)
    canned = {name: Canned(**description) for name, description in given.items()}

    @functools.wraps(function)
    def called(*args, **keywords):
        with _in_place_of(function, canned):
            return function(*args, **keywords)

    return called


# --- Exercise files. ------------------------------------------------------------------------------


def load(exercise_id):
    """The visible exercise of that id, from `data/checks`.

    Raises:
        ValueError: there is none.
    """
    return unpack_exercise(_file(exercise_id).read_bytes())


def _file(name):
    path = runtime.data_path(f"checks/{name}.npz")
    if not path.is_file():
        exercise, _, picture = name.partition(".")
        known = sorted(file.name.split(".")[0] for file in path.parent.glob("*.npz"))
        if picture and exercise in known:
            raise ValueError(f"exercise_id: there is no picture of {exercise!r}")
        near = difflib.get_close_matches(exercise, known, n=1)
        hint = f" Did you mean {near[0]!r}?" if near else " It stands in the cell that you copied this line from."
        raise ValueError(f"exercise_id: there is no exercise {exercise!r}.{hint}")
    return path


def pack_exercise(exercise):
    """Turn an exercise into the bytes of its file.

    Args:
        exercise: a dict of
            exercise: the id; functions: names of the functions under test;
            results: one dict per result, with name, shape (such as "(T, B, M)"), axes (one format per axis, such as
                "t={}") and each (whether entries are compared each by its own size);
            probes: dicts of label, function (an index), names and args, given (a dict of canned functions, or None),
                gradient, cotangent, results (their number), ignored (indices of results that do not count);
            answers: dicts of id ("right" or a mistake's), line, hint, outcomes (one per probe).
    """
    answers = []
    for entry in exercise["answers"]:
        layout, numbers = [], []
        for outcome in entry["outcomes"]:
            values, grads = outcome["values"], outcome["grads"]
            layout.append(
                {
                    "shapes": None if values is None else [list(array.shape) for array in values],
                    "grads": None if grads is None else {name: list(array.shape) for name, array in grads.items()},
                    "raised": None if outcome["raised"] is None else outcome["raised"]["type"],
                }
            )
            numbers += [array.ravel() for array in (values or [])]
            numbers += [array.ravel() for array in (grads or {}).values()]
        kept = {key: entry[key] for key in ("id", "line", "hint")}
        # One array per answer: an array of its own for every output would make the file ten times as long.
        joined = np.concatenate([np.zeros(0), *numbers])
        fits = not np.any(np.abs(joined[np.isfinite(joined)]) > np.finfo(np.float32).max)
        answers.append({**kept, "layout": layout, "numbers": joined.astype(np.float32) if fits else joined})
    return wire.pack({**exercise, "answers": answers})


def unpack_exercise(data):
    """The inverse of `pack_exercise`."""
    exercise = wire.unpack(data)
    for entry in exercise["answers"]:
        numbers, at = entry.pop("numbers").astype(np.float64), 0
        entry["outcomes"] = []
        for layout in entry.pop("layout"):
            outcome = {"values": None, "grads": None, "raised": layout["raised"] and {"type": layout["raised"]}}
            if layout["shapes"] is not None:
                outcome["values"] = []
                for shape in layout["shapes"]:
                    size = int(np.prod(shape))
                    outcome["values"].append(numbers[at : at + size].reshape(shape))
                    at += size
            if layout["grads"] is not None:
                outcome["grads"] = {}
                for name, shape in layout["grads"].items():
                    size = int(np.prod(shape))
                    outcome["grads"][name] = numbers[at : at + size].reshape(shape)
                    at += size
            entry["outcomes"].append(outcome)
    return exercise


# --- Running a function on a probe. ---------------------------------------------------------------


@contextlib.contextmanager
def sheltered(silent=True, seed=0):
    """Run a student's code: judged, silent, and without a trace on random states, defaults or modes.

    Inside, the random generators are seeded, so that what a random answer returns can be told again.
    """
    states = random.getstate(), np.random.get_state(), torch.get_rng_state()
    dtype = torch.get_default_dtype()
    try:
        random.seed(seed)
        np.random.seed(seed)
        # torch.manual_seed also notes a stack trace for every accelerator, which takes milliseconds.
        torch.default_generator.manual_seed(seed)
        with runtime.judging(), warnings.catch_warnings(), np.errstate(all="ignore"), torch.enable_grad():
            warnings.simplefilter("ignore")
            with _silence() if silent else contextlib.nullcontext():
                yield
    finally:
        random.setstate(states[0])
        np.random.set_state(states[1])
        torch.set_rng_state(states[2])
        torch.set_default_dtype(dtype)


def _silence():
    if runtime.in_notebook():
        from IPython.utils.capture import capture_output

        return capture_output()
    stack = contextlib.ExitStack()
    stack.enter_context(contextlib.redirect_stdout(io.StringIO()))
    stack.enter_context(contextlib.redirect_stderr(io.StringIO()))
    return stack


def answer(function, probe, silent=True):
    """Run a function on one probe. What comes back is plain data: a judge's worker can send it home.

    Args:
        function: the student's.
        probe: one of an exercise's probes.
        silent: whether what the function prints is dropped.

    Returns:
        A dict of
            values: the results as float64 arrays, or None where what came is no number;
            returned: what came, in words;
            grads: gradients by name, or None where none was asked for or could be taken;
            raised: None, or a dict of type, text, line and source, of an error in the function or its gradient;
            blank: None, or whether the function holds other code beside its `raise NotImplementedError`;
            changed: names of arguments that were overwritten;
            used: names of the canned functions that were called.
    """
    outcome = {"values": None, "returned": "", "grads": None, "raised": None, "blank": None, "changed": [], "used": []}
    args = copy.deepcopy(probe["args"])
    given = {name: Canned(**description) for name, description in (probe["given"] or {}).items()}
    with sheltered(silent):
        try:
            with _in_place_of(function, given):
                value = function(*args)
            # Copied at once: a gradient hook or a second run could still write into it.
            outcome["values"], outcome["returned"] = _numbers(value, probe["results"]), _describe(value)
            outcome["changed"] = [
                name
                for name, before, after in zip(probe["names"], probe["args"], args, strict=True)
                if not _same_state(before, after)
            ]
            if probe["gradient"]:
                cotangent = probe["cotangent"]
                shape = getattr(value, "shape", None)
                if cotangent is None or shape == cotangent.shape:
                    grads = _gradients(value, _leaves(args), cotangent)
                    outcome["grads"] = {name: grad.double().numpy() for name, grad in grads.items()}
        except (Exception, SystemExit) as error:
            outcome["raised"] = _explain(error, function)
            if isinstance(error, NotImplementedError) and outcome["raised"].pop("own"):
                outcome["blank"] = _has_other_code(function)
            outcome["raised"].pop("own", None)
    outcome["used"] = [name for name, canned in given.items() if canned.used]
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
        model, *others = self.signature.bind(*args, **keywords).args
        dtype = next(model.parameters()).dtype
        shift = 0.0
        for place, other in enumerate(others, start=1):
            flat = torch.as_tensor(other).detach().to(dtype).flatten()
            shift = shift + 0.1 * torch.mean(flat * torch.cos(place * torch.arange(1.0, len(flat) + 1)).to(dtype))
        states = self.states.to(dtype) + shift
        return model(states.reshape(-1, states.shape[-1])).reshape(states.shape)


@contextlib.contextmanager
def _in_place_of(function, given):
    """Put the canned functions under their names into the namespace that a function reads."""
    scope = getattr(inspect.unwrap(function), "__globals__", {})
    before = {name: scope[name] for name in given if name in scope}
    scope.update(given)
    try:
        yield
    finally:
        for name in given:
            scope.pop(name, None)
        scope.update(before)


def _leaves(args):
    """Everything among the arguments that a gradient can be taken of, by name."""
    leaves = {}
    for place, value in enumerate(args):
        if isinstance(value, torch.nn.Module):
            leaves.update((name, p) for name, p in value.named_parameters() if p.requires_grad)
        elif isinstance(value, torch.Tensor) and value.requires_grad:
            leaves[f"args[{place}]"] = value
    return leaves


def _gradients(value, leaves, cotangent):
    connected = isinstance(value, torch.Tensor) and value.requires_grad
    if connected and cotangent is not None and value.shape != cotangent.shape:
        raise ValueError(f"cotangent: expected the value's shape {tuple(value.shape)}, got {tuple(cotangent.shape)}")
    found = [None] * len(leaves)
    if connected and leaves:
        total = (value if cotangent is None else value * cotangent.to(value.dtype)).sum()
        found = torch.autograd.grad(total, list(leaves.values()), allow_unused=True)
    return {
        name: torch.zeros_like(leaf) if grad is None else grad.detach()
        for (name, leaf), grad in zip(leaves.items(), found, strict=True)
    }


def detached(value):
    if isinstance(value, torch.Tensor):
        return value.detach()
    if type(value) in (tuple, list):
        return type(value)(detached(item) for item in value)
    return value


def _as_list(value):
    return list(value) if isinstance(value, (tuple, list)) else [value]


def _numbers(value, count):
    """The results as `count` float64 arrays of their own, or None where they are not that many numbers."""
    parts = (value,) if count == 1 else value
    if not isinstance(parts, (tuple, list)) or len(parts) != count:
        return None
    arrays = []
    for part in parts:
        if isinstance(part, (list, tuple)) and count > 1:
            # A list of norms is as good as an array of them; a list of states is not a tensor of states.
            numbers = [_number(item) for item in part]
            if any(number is None for number in numbers):
                return None
            part = np.array(numbers)
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


def _same_state(before, after):
    if isinstance(before, torch.nn.Module):
        ours, theirs = before.state_dict(), after.state_dict()
        return ours.keys() == theirs.keys() and all(_same_state(ours[name], theirs[name]) for name in ours)
    if isinstance(before, torch.Tensor):
        # In double: whoever calls model.double() has changed no number.
        return before.shape == after.shape and torch.equal(before.detach().double(), after.detach().double())
    if isinstance(before, np.ndarray):
        return np.array_equal(before, after)
    return True


def _explain(error, function):
    """An error as one line, with the last line of the student's own code that led to it."""
    text = str(error).strip().splitlines()
    text = re.sub(r"0x[0-9a-fA-F]+", "0x…", text[0] if text else "")
    scope = getattr(inspect.unwrap(function), "__globals__", None)
    code = getattr(inspect.unwrap(function), "__code__", None)
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
        tree = ast.parse(textwrap.dedent(inspect.getsource(inspect.unwrap(function))))
    except (OSError, TypeError, SyntaxError):
        return False
    body = [node for node in tree.body[0].body if not isinstance(node, ast.Pass)]
    docstring = body and isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant)
    return any(not isinstance(node, ast.Raise) for node in body[1 if docstring else 0 :])


# --- Comparing. -----------------------------------------------------------------------------------


def deviation(value, expected, each=False):
    """By how much two arrays of one shape differ, entry by entry, as a multiple of what is expected there.

    Args:
        value, expected: float64 arrays.
        each: measure by the entry's own size alone, not by the largest entry too; for values of many magnitudes.

    Returns:
        An array of the same shape; 0 where both are the same infinity or both NaN, inf where only one is finite.
    """
    finite = np.isfinite(value) & np.isfinite(expected)
    largest = np.abs(expected[np.isfinite(expected)]).max(initial=0.0)
    size = np.abs(expected) + (0.0 if each else largest)
    with np.errstate(all="ignore"):
        off = np.where(value == expected, 0.0, np.abs(value - expected) / np.where(size > 0, size, 1.0))
    same = (value == expected) | (np.isnan(value) & np.isnan(expected))
    return np.where(finite, off, np.where(same, 0.0, np.inf))


def outcome_deviation(outcome, stored, results, ignored=(), gradients=True):
    """How far an outcome is from a stored one.

    Args:
        outcome: from `answer`.
        stored: from an exercise's answers.
        results: the exercise's description of its results.
        ignored: indices of results that do not count.
        gradients: whether gradients count.

    Returns:
        The largest deviation; inf where shapes, errors or the names of gradients do not match.
    """
    raised, wanted = outcome["raised"], stored["raised"]
    if (raised and raised["type"]) != (wanted and wanted["type"]):
        return np.inf
    values, expected = outcome["values"], stored["values"]
    if values is None or expected is None:
        return 0.0 if values is expected else np.inf
    pairs = list(zip(_aligned(values, expected), expected, results, strict=True))
    pairs = [pair for k, pair in enumerate(pairs) if k not in ignored]
    if any(a.shape != b.shape for a, b, _ in pairs):
        return np.inf
    worst = max(deviation(a, b, each=result["each"]).max(initial=0.0) for a, b, result in pairs)
    if gradients and (outcome["grads"] is not None or stored["grads"] is not None):
        if outcome["grads"] is None or stored["grads"] is None or outcome["grads"].keys() != stored["grads"].keys():
            return np.inf
        worst = max([worst, *(deviation(outcome["grads"][n], g).max(initial=0.0) for n, g in stored["grads"].items())])
    return worst


def _aligned(values, expected):
    """Values of one entry in the shape of a number, where a number is expected."""
    pairs = zip(values, expected, strict=True)
    return [a.reshape(()) if b.ndim == 0 and a.size == 1 else a for a, b in pairs]


def agrees(exercise, k, outcome, entry, gradients=True):
    """Whether an outcome on the k-th probe is that of one of the exercise's answers."""
    ignored = exercise["probes"][k]["ignored"]
    stored = entry["outcomes"][k]
    if entry["id"] != RIGHT:
        outcome, stored = same_on_all_processors(outcome), same_on_all_processors(stored)
    return outcome_deviation(outcome, stored, exercise["results"], ignored, gradients) <= RTOL


def same_on_all_processors(outcome):
    """An outcome without what tells one processor from another, see `overflow_as_inf`."""
    values = outcome["values"]
    return outcome if values is None else {**outcome, "values": [overflow_as_inf(array) for array in values]}


def overflow_as_inf(array):
    """The array with inf for every entry that is not finite and comes right after a finite one.

    A matrix product that overflows holds inf or NaN, depending on the order in which a processor adds. What follows
    is the same everywhere again. The right answer is no matter of order, and is compared as it is.
    """
    flat = np.array(array, dtype=np.float64).ravel()
    finite = np.isfinite(flat)
    flat[1:][finite[:-1] & ~finite[1:]] = np.inf
    return flat.reshape(np.shape(array))


def diagnose(exercise, call):
    """Compare a function with an exercise's fingerprints.

    Args:
        exercise: what `unpack_exercise` returns.
        call: takes a probe and returns what `answer` returns; the function may run here or in a judge's process.

    Returns:
        The `Verdict`.
    """
    # Probes with canned functions ask whether this function is right whatever the others do. Those without ask
    # whether all of the student's work is right together: someone who solves it all in one place is right, too.
    ways = [
        numbers
        for canned in (True, False)
        if (numbers := [k for k, probe in enumerate(exercise["probes"]) if bool(probe["given"]) == canned])
    ]
    answers = exercise["answers"]
    rights = [entry for entry in answers if entry["id"] == RIGHT]
    outcomes = {}

    def is_right(k, gradients=True):
        return any(agrees(exercise, k, outcomes[k], entry, gradients) for entry in rights)

    for way in ways:
        outcomes.update((k, call(exercise["probes"][k])) for k in way)
        if any(_is_blank(outcomes[k]) for k in way):
            return _not_started(exercise, next(outcomes[k] for k in way if _is_blank(outcomes[k])))
        if all(is_right(k) for k in way):
            return _unless_changed(exercise, [outcomes[k] for k in way])
    # Whoever never called the canned function is told about the work as it stands.
    way = next((way for way in ways if any(outcomes[k]["used"] for k in way)), ways[-1])
    wrong = next(k for k in way if not is_right(k))
    probe, outcome = exercise["probes"][wrong], outcomes[wrong]
    lines = [f"{exercise['exercise']}: not yet. With {probe['label']}:"]
    lines += _difference(exercise, outcome, rights[0]["outcomes"][wrong], probe)
    values_right = [way for way in ways if all(is_right(k, gradients=False) for k in way)]
    entry = _recognised(exercise, outcomes, ways, values_right)
    if entry is None and way in values_right and outcome["grads"] is not None:
        entry = GENERAL[GRADIENT]
    if entry is not None:
        return _named(lines, entry)
    if outcome["raised"] is None and outcome["values"] is not None:
        lines.append("We do not recognise the mistake. Follow one such place through your code by hand.")
    return Verdict(NOT_YET, "\n".join(lines))


def _named(lines, entry):
    """The verdict on a known mistake."""
    lines = [*lines, f"Likely cause: {entry['line']}", f"Hint: {entry['hint']}"]
    return Verdict(NOT_YET, "\n".join(lines), entry["id"], entry["line"], entry["hint"])


def _recognised(exercise, outcomes, ways, values_right):
    """The entry of the one named mistake whose fingerprint this is, or None."""
    mistakes = [entry for entry in exercise["answers"] if entry["id"] != RIGHT]
    # First with gradients; then without, since a known mistake may come with a cut gradient on top.
    for gradients in (True, False):
        for way in ways:
            if not gradients and way in values_right:
                continue
            found = {
                entry["id"]: entry
                for entry in mistakes
                if all(agrees(exercise, k, outcomes[k], entry, gradients) for k in way)
                # An error alone is no signature: many mistakes end in the same one.
                and any(outcomes[k]["values"] is not None for k in way)
            }
            if len(found) == 1:
                return next(iter(found.values()))
    return None


def _is_blank(outcome):
    return outcome["blank"] is not None


def _not_started(exercise, outcome):
    name = exercise["functions"][0]
    if outcome["blank"]:
        text = f"not started: take the `raise` line out of {name}, there is other code beside it."
    else:
        text = f"not started. Write {name} in the cell above, run that cell, then run this one again."
    return Verdict(NOT_STARTED, f"{exercise['exercise']}: {text}")


def _unless_changed(exercise, outcomes):
    changed = sorted({name for outcome in outcomes for name in outcome["changed"]})
    if not changed:
        return Verdict(RIGHT, f"{exercise['exercise']}: right.")
    lines = [f"{exercise['exercise']}: not yet. After the call, {' and '.join(changed)} is not what it was before."]
    return _named(lines, GENERAL[OVERWRITES])


def _difference(exercise, outcome, right, probe):
    """Lines that say what is wrong in one outcome: the first thing that differs, yours beside expected."""
    name = exercise["functions"][probe["function"]]
    results = exercise["results"]
    raised = outcome["raised"]
    if raised is not None:
        what = f"  {name} stopped with {raised['text']}"
        if outcome["values"] is not None:
            what = f"  {name} returned, but its gradient stopped with {raised['text']}"
        where = f"  in line {raised['line']} of it: {raised['source']}" if raised["source"] else ""
        return [what, where] if where else [what]
    expected = " and ".join(f"{result['name']} {result['shape']}".strip() for result in results)
    if outcome["values"] is None:
        if outcome["returned"] == "nothing":
            return [f"  {name} returns nothing. Does it end with `return`? Expected: {expected}."]
        return [f"  {name} returns {outcome['returned']}. Expected: {expected}."]
    leaves = list(zip(results, _aligned(outcome["values"], right["values"]), right["values"], strict=True))
    leaves = [leaf for k, leaf in enumerate(leaves) if k not in probe["ignored"]]
    for result, yours, wanted in leaves:
        if yours.shape != wanted.shape:
            meaning = f", that is {result['shape']}" if result["axes"] else ""
            return [f"  your {result['name']} has shape {yours.shape}, expected {wanted.shape}{meaning}."]
    for result, yours, wanted in leaves:
        off = deviation(yours, wanted, each=result["each"]) > RTOL
        if off.any():
            return [f"  {_first(result['name'], result['axes'], yours, wanted, off)}"]
    return _gradient_difference(outcome, right)


def _gradient_difference(outcome, right):
    if outcome["grads"] is None or right["grads"] is None:
        return ["  the values are right."]
    lines = ["  the values are right, the gradient is not:"]
    if not any(grad.any() for grad in outcome["grads"].values()):
        return [*lines, "  none reaches the parameters (zero for each of them)."]
    for name, wanted in right["grads"].items():
        yours = outcome["grads"][name]
        off = deviation(yours, wanted) > RTOL
        if off.any():
            return [*lines, f"  {_first('d/d' + name, ['{}'] * wanted.ndim, yours, wanted, off)}"]
    return lines


def _first(name, axes, yours, wanted, off):
    """`Z[t=3, b=0, unit 2]: yours 0.41, expected -0.11`, for the first entry that is off."""
    index = np.unravel_index(int(np.argmax(off)), off.shape)
    place = ", ".join(axis.format(i) for axis, i in zip(axes, index, strict=True))
    largest = np.abs(wanted[np.isfinite(wanted)]).max(initial=0.0)
    a, b = (0.0 if abs(number) < 1e-6 * largest else number for number in (float(yours[index]), float(wanted[index])))
    digits = next((n for n in (4, 6) if f"{a:.{n}g}" != f"{b:.{n}g}"), 9)
    return f"{name}{f'[{place}]' if place else ''}: yours {a:.{digits}g}, expected {b:.{digits}g}"
