"""What hidden tests share; it is never handed out."""

import copy
import math

import numpy as np
import torch

from sheet_utils import checks, variant
from sheet_utils.checks import probing
from sheet_utils.protocol import RemoteFunction


def as_array(value, dtype=None) -> np.ndarray:
    """What a function returned, as an array: a tensor that carries a gradient is as good as one that does not.

    Args:
        value: a number, a tensor, an array or nested lists of numbers.
        dtype: of the array; that of the value if None.

    Returns:
        An array of the value's shape.
    """
    return np.asarray(probing.detached(value), dtype=dtype)


def one_array(value, *shape) -> bool:
    """Whether a function returned one tensor or array of that shape, or lists of numbers that stand for one.

    A list of tensors is not one: what comes after would have to stack it first.

    Args:
        value: what the function returned.
        *shape: the lengths of the axes.
    """
    value = probing.detached(value)
    if isinstance(value, (list, tuple)):
        value = probing.rows_of_numbers(value)
    return isinstance(value, (torch.Tensor, np.ndarray)) and tuple(value.shape) == shape


def as_states(value) -> torch.Tensor:
    """The states of a run as a float32 tensor, detached.

    A list of them is taken for a tensor: whether they are stacked is asked once, in a graded cell of its own.

    Args:
        value: what a forward run returned.

    Returns:
        The tensor, (T, B, M), or whatever shape the states have.
    """
    return torch.as_tensor(probing.stacked(value)).detach().float()


def overwritten(function, *args) -> list[int]:
    """The positions of the arguments that a call changes.

    A judge's stand-in brings no change of an argument back by itself: a test that computes what it expects from the
    arguments after the call would take it from whatever the answer made of them.

    Args:
        function: a function, or a stand-in, which is asked itself.
        *args: the arguments of the call; they stay as they are.

    Returns:
        Positions from 0, sorted.
    """
    if isinstance(function, RemoteFunction):
        return function.overwritten(*args)
    copies = copy.deepcopy(args)
    function(*copies)
    return [position for position, (before, after) in enumerate(zip(args, copies, strict=True))
            if not probing.same_state(before, after)]  # fmt: skip


def gradient_error(function, model, *args, steps=(3e-4, 1e-4), directions=2) -> float:
    """How far a function's gradients are from what the function does when the parameters move.

    The derivative along random directions, by central differences of the function itself, is held against the
    gradient that autograd gives. So a cut graph shows, whatever else is right or wrong. A difference that crosses
    a kink of ReLU is no derivative; so each parameter is tried along several directions with several steps, and
    the best of them counts: a gradient that is cut agrees along none.

    Args:
        function: called as function(model, *args); returns a tensor.
        model: the module whose parameters are moved; it is copied.
        *args: the other arguments.
        steps: lengths of the finite differences.
        directions: random directions per parameter.

    Returns:
        The largest error over the parameters, relative to the larger of the two derivatives; inf where there is no
        gradient at all: what does not depend on the model is no answer. On random models
        of the hidden tests' sizes it stays below 0.04 for whole graphs and above 0.25 for cut ones; 0.1 parts them.
    """
    generator = torch.Generator().manual_seed(0)
    random = lambda like: torch.randn(like.shape, generator=generator)
    # Arguments are copied, so that a function that overwrites one is asked the same each time.
    run = lambda model: torch.as_tensor(probing.stacked(function(model, *copy.deepcopy(args)))).detach().double()
    cotangent = random(run(copy.deepcopy(model)))
    _, grads = checks.value_and_grads(function, copy.deepcopy(model), *copy.deepcopy(args), cotangent=cotangent)
    if not any(grad.any() for grad in grads.values()):
        return math.inf

    def moved(name, shift):
        other = copy.deepcopy(model)
        with torch.no_grad():
            other.get_parameter(name).add_(shift)
        return (run(other) * cotangent).sum()

    def error(name, direction, step):
        measured = (moved(name, step * direction) - moved(name, -step * direction)) / (2 * step)
        claimed = (grads[name].double() * direction).sum() if grads.get(name) is not None else torch.zeros(())
        return float((measured - claimed).abs() / torch.maximum(measured.abs(), claimed.abs()).clamp(min=1e-6))

    def best(name, parameter):
        least = math.inf
        for _ in range(directions):
            for step in steps:
                least = min(least, error(name, random(parameter), step))
                if least < 0.01:  # no kink in between: further directions would say the same
                    return least
        return least

    return max(best(name, parameter) for name, parameter in model.named_parameters())


def influence(forward, model, x, *numbers) -> tuple[torch.Tensor, torch.Tensor]:
    """Which observations a forward run depends on, determined by moving them one at a time.

    Args:
        forward: called as forward(model, x, *numbers); returns (T, B, M).
        model: its model.
        x: (S, B, N), the observations.
        *numbers: its other arguments.

    Returns:
        (Z, depends): the run on x itself, (T, B, M), detached, in float32; (S, T) of bool, where depends[s, k] says
        whether Z[k] depends on x[s].
    """
    run = lambda x: as_states(forward(model, x.clone(), *numbers))
    Z, depends = run(x), []
    for s in range(len(x)):
        moved = x.clone()
        moved[s] += 1
        depends.append((run(moved) - Z).abs().amax(dim=(1, 2)) > 1e-6)
    return Z, torch.stack(depends)


def is_free(depends: torch.Tensor, k: int) -> bool:
    """Whether a forward run made its k-th step without looking: Z[k] depends on nothing that Z[k - 1] does not.

    Args:
        depends: (S, T) of bool, from `influence`.
        k: a step from 1 on.
    """
    return not bool((depends[:, k] & ~depends[:, k - 1]).any())


def loss_gradient_error(loss, given: dict, model, *args) -> float:
    """The `gradient_error` of a loss beside a canned forward run or beside the student's own, whichever is less.

    Args:
        loss: called as loss(model, *args).
        given: from `canned`.
        model, *args: the arguments.

    Returns:
        The smaller of the two errors.

    Raises:
        Exception: what the loss stops with beside the canned run, where it stops both times.
    """
    off, errors = [], []
    for function in (checks.beside(loss, given), loss):
        try:
            off.append(gradient_error(function, model, *args))
        except Exception as error:
            errors.append(error)
        if off and off[-1] < 0.01:
            break
    if not off:
        raise errors[0]
    return min(off)


def canned(forward: str, parameters: list[str], *shape: int) -> dict:
    """A canned forward run, for `checks.beside` and `loss_error`.

    Args:
        forward: the name that it takes.
        parameters: the names of its arguments, the model first.
        *shape: of the states that it returns.

    Returns:
        {forward: the arguments of a `probing.Canned`}, whose states are random numbers of this shape.
    """
    return {forward: {"parameters": parameters, "states": torch.randn(shape)}}


def loss_error(loss, forward, given: dict, expected, model, x, y, *numbers) -> float:
    """How far a loss is from what it should be, whatever the student's forward run does.

    The loss is asked beside a canned forward run first. A loss that holds a forward run of its own does not care
    about that one, so it is asked again, beside the student's own. The better answer counts.

    Args:
        loss: called as loss(model, x, y, *numbers).
        forward: the student's forward run, called as forward(model, x, *numbers).
        given: from `canned`.
        expected: called as expected(Z, y), what the loss should be, given the result of a forward run.
        model, x, y, *numbers: the arguments.

    Returns:
        The relative error of the loss, or of its change with y if that is larger, since a huge forward run would hide
        it; inf where the loss is not one number.

    Raises:
        Exception: what the loss, or else the forward run, stops with, where there is no number either time.
    """
    ways = [(probing.Canned(**next(iter(given.values()))), checks.beside(loss, given)), (forward, loss)]
    least, errors = math.inf, []
    for run, function in ways:
        try:
            # Copies, so that a function that overwrites its arguments does not set what it is compared with.
            Z = run(model, x.clone(), *numbers).detach()
            wanted = [float(expected(Z, target)) for target in (y, 2 * y)]
            losses = [torch.as_tensor(function(model, x.clone(), target.clone(), *numbers)) for target in (y, 2 * y)]
        except Exception as error:
            errors.append(error)
            continue
        if all(value.numel() == 1 for value in losses):
            off = [value.item() - right for value, right in zip(losses, wanted, strict=True)]
            error = max(abs(off[0] / wanted[0]), abs((off[0] - off[1]) / (wanted[0] - wanted[1])))
            least = min(least, error)
        if least < 1e-5:  # right beside the canned run: a forward run that hangs or ends the process costs no loss
            break
    if len(errors) == len(ways):
        raise errors[0]
    return least


def holds_own(exercise, function) -> bool:
    """Whether a function holds the number that a variant gives to the student.

    Args:
        exercise: the exercise's id.
        function: the student's.

    Returns:
        True where it returns the expected numbers on `variant.calls`, and always while variants are off.

    Raises:
        Exception: whatever the function raises.
    """
    asked = variant.calls(exercise)
    return all(variant.same_numbers(probing.detached(function(*args)), results) for args, results in asked)
