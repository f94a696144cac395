"""Three answers to a student: not started, not yet (and why), right.

Nothing here knows how an exercise is solved. An exercise is a file of *probes* (small arguments) and of
*fingerprints*: what the right answer and every named mistake return on those probes, gradients included. A
student's function is run on the same probes (`probing`) and compared with the fingerprints (`diagnosis`): equal to
the right one, equal to a named mistake, or neither, and then we say that we do not recognise it. An author writes
the files, and a judge in another process goes through the same `diagnose`.
"""

import difflib
import functools
import os
from dataclasses import dataclass

import torch

from sheet_utils import edits, files, runtime, variant, wire
from sheet_utils.checks import card, exercise_file, probing
from sheet_utils.checks.diagnosis import Diagnosis, diagnose, is_blank
from sheet_utils.checks.exercise import Probe
from sheet_utils.checks.probing import beside, value_and_grads

__all__ = [
    "Picture", "attempt", "beside", "check", "load", "picture", "reference", "validate", "value_and_grads", "watch",
    "wrong_callee",
]  # fmt: skip


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


def check(exercise_id, *functions, show=True) -> Diagnosis:
    """Compare a student's function with the fingerprints of an exercise and show what was found.

    Args:
        exercise_id: the id of the exercise's solution cell, such as "stf-forward".
        functions: the student's function or functions, in the exercise's order.
        show: whether to show it: a card in a notebook, the text elsewhere.

    Returns:
        The `Diagnosis`.

    Raises:
        ValueError: there is no such exercise, or what came is not a function.
    """
    exercise = load(exercise_id)
    wanted = exercise.functions
    if len(functions) != len(wanted) or not all(callable(function) for function in functions):
        raise ValueError(f"check({exercise_id!r}, ...): expected the function {', '.join(wanted)} after the id")
    verdict = diagnose(exercise, lambda probe: probing.answer(functions[probe.function], probe))
    if show:
        card.show(verdict, *_remarks(exercise_id, verdict, functions))
    return verdict


def _remarks(exercise_id, verdict, functions):
    """What a student should know beside the verdict."""
    if told := variant.about_own(exercise_id):
        yield told
    for function in functions:
        if edits.is_older(getattr(function, "__name__", "")):
            yield (
                f"This judges the version of {function.__name__} before your last edit: "
                "the cell that defines it has a syntax error."
            )
    # It was asked beside a stand-in for what it calls, so it can be right although they are wrong together.
    if verdict.right and (called := wrong_callee(functions[0])):
        yield f"It calls {called}, which is not right yet: run the check of that function first."


def wrong_callee(function) -> str | None:
    """Find the first function that a student's function calls and whose own check is not right.

    A loss that calls a wrong forward run is judged by what comes out of both; this tells which of them to blame.

    Args:
        function: a function of the notebook; names that it only reaches through other functions are not looked at.

    Returns:
        Its name; None where every function that it calls is right, or has no check of its own.
    """
    scope = getattr(function, "__globals__", {})
    for name in getattr(getattr(function, "__code__", None), "co_names", ()):
        # Asked first, since the other question reads every exercise.
        if not callable(scope.get(name)):
            continue
        exercise = _exercises_behind_stand_ins().get(name)
        if exercise and not check(exercise, scope[name], show=False).right:
            return name
    return None


@functools.cache
def _exercises_behind_stand_ins():
    """The id of the exercise of every function in whose place some exercise is asked beside a stand-in."""
    ids = [path.stem for path in sorted(files.data_path("checks").glob("*.npz")) if "." not in path.stem]
    exercises = [load(exercise) for exercise in ids]
    replaced = {name for exercise in exercises for probe in exercise.probes for name in probe.given or ()}
    return {e.functions[0]: e.exercise for e in exercises if e.functions[0] in replaced}


def validate(exercise_id, *functions) -> None:
    """Fail under `nbgrader validate` unless the work is right; do nothing at any other time.

    A graded cell's hidden tests are not handed out, so that without this line `nbgrader validate` would praise a
    blank notebook.

    Args:
        exercise_id: the id of the exercise's solution cell.
        functions: the student's, as in `check`.

    Raises:
        AssertionError: with the check's text.
    """
    if os.environ.get("NBGRADER_EXECUTION") == "validate":
        verdict = check(exercise_id, *functions, show=False)
        assert verdict.right, verdict.text


def attempt(function, *args) -> object:
    """Call a student's function where a notebook goes on without it.

    Args:
        function: the student's, or one that calls it.
        args: its arguments.

    Returns:
        What the function returns; None, where it is not written yet or stops with an error. One line says so, once
        in a cell.
    """
    try:
        return function(*args)
    except NotImplementedError as error:
        _say_once(f"{_innermost(error, function)} is not written yet.")
    except Exception as error:
        _say_once(f"{_innermost(error, function)} stopped with {probing.explain(error, function)['text']}")
    return None


def watch(function, model, *args) -> tuple:
    """Call a student's function and keep every state from which it lets the model step.

    Pictures draw them: they show what a function *does* between its arguments and its result.

    Args:
        function: called as function(model, *args).
        model: an `nn.Module` that maps a state to the next one.
        *args: the other arguments.

    Returns:
        (result, states): what `attempt` returns, detached; a list of the tensors that the model was called with, in
        order and detached.
    """
    states = []
    hook = model.register_forward_pre_hook(lambda module, inputs: states.append(inputs[0].detach().clone()))
    try:
        return probing.detached(attempt(function, model, *args)), states
    finally:
        hook.remove()


#: What has been printed: pairs of the run of a cell, and a line.
_statements = set()


def _say_once(line):
    """Print a line, in a notebook only once per run of a cell: a curve calls the same function point by point."""
    statement = (runtime.cell_run(), line)
    if statement not in _statements:
        print(line)
    if statement[0] is not None:
        _statements.add(statement)


def _innermost(error, function):
    """The name of the notebook's function that an error came from; `function` may only call the student's."""
    scope, name, trace = getattr(function, "__globals__", None), function.__name__, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_globals is scope and trace.tb_frame.f_code.co_name.isidentifier():
            name = trace.tb_frame.f_code.co_name
        trace = trace.tb_next
    return name


def picture(exercise_id, function) -> Picture:
    """Run a student's function on the exercise's picture input, beside the right result.

    A wrong result is shown as well: seeing what it does is the point. Where there is none to show, `yours` is None
    and `note` says why in one line, which is printed, too.

    Args:
        exercise_id: the id of the exercise's solution cell.
        function: the student's.

    Returns:
        A `Picture`.

    Raises:
        ValueError: the exercise has no picture.
    """
    inputs, right = reference(exercise_id)
    name = function.__name__
    probe = Probe("", list(inputs), tuple(inputs.values()), len(probing.as_list(right)))
    # Not silent: a long run keeps its progress bar.
    outcome = probing.answer(function, probe, silent=False)
    shapes = None if outcome.values is None else [array.shape for array in outcome.values]
    note = ""
    if is_blank(outcome):
        note = f"{name} is not written yet."
    elif outcome.raised:
        note = f"{name} stopped with an error; its check says more."
    elif shapes != [tuple(leaf.shape) for leaf in probing.as_list(right)]:
        note = f"{name} returns another shape than the expected one; its check says more."
    if note:
        _say_once(note)
        return Picture(inputs, None, right, note)
    leaves = zip(outcome.values, probing.as_list(right), strict=True)
    yours = [torch.from_numpy(array).to(leaf.dtype) for array, leaf in leaves]
    return Picture(inputs, yours[0] if len(yours) == 1 else tuple(yours), right)


def reference(exercise_id) -> tuple[dict, object]:
    """The picture input of an exercise and the right result on it.

    Args:
        exercise_id: the id of the exercise's solution cell.

    Returns:
        (inputs, value): a dict of arguments by name, and a tensor or a tuple of tensors.

    Raises:
        ValueError: the exercise has no picture.
    """
    stored = _unpacked(exercise_id + ".picture", wire.unpack)
    return stored["args"], stored["value"]


def load(exercise_id) -> dict:
    """The visible exercise of that id, from `data/checks`.

    Args:
        exercise_id: the id of the exercise's solution cell.

    Returns:
        What `exercise_file.unpack` returns.

    Raises:
        ValueError: there is none, or its file is damaged.
    """
    return _unpacked(exercise_id, exercise_file.unpack)


def _unpacked(name, unpack):
    """What a file of `data/checks` holds; each is a zip archive, which carries a checksum of its own."""
    path = _file(name)
    try:
        return unpack(path.read_bytes())
    except wire.WireError as error:
        raise ValueError(f"data/checks/{path.name} is damaged ({error}): unpack the hand-out again") from None


def _file(name):
    path = files.data_path(f"checks/{name}.npz")
    if not path.is_file():
        exercise, _, picture = name.partition(".")
        known = sorted(file.name.split(".")[0] for file in path.parent.glob("*.npz"))
        if picture and exercise in known:
            raise ValueError(f"exercise_id: there is no picture of {exercise!r}")
        near = difflib.get_close_matches(exercise, known, n=1)
        hint = f" Did you mean {near[0]!r}?" if near else " It stands in the cell that you copied this line from."
        raise ValueError(f"exercise_id: there is no exercise {exercise!r}.{hint}")
    return path
