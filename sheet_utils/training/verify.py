"""Compare a student's loss and its gradients with the engine's, and decide who trains."""

from dataclasses import dataclass

import torch

from sheet_utils import checks, engine
from sheet_utils.runtime import judging, random_states_kept, silence
from sheet_utils.training.batches import batch, block_starts
from sheet_utils.training.settings import Settings

#: How far a student's loss and gradients may be from the engine's, relative to their size, and still be equal.
#: Rounding stays below 1e-5 in the loss. A gradient may jump at a kink of the ReLU that rounding crosses.
LOSS_TOLERANCE, GRADIENT_TOLERANCE = 1e-4, 5e-3

#: The block of random starts that the comparison uses; training never reaches it.
COMPARISON_BLOCK = 2**31

#: As many steps are made at most where a student waits for NumPy: half a minute. Ten of ten networks are good then, too
#: (data/calm.csv): their median exponent is 0.873 instead of 0.878, their D_stsp 0.48 instead of 0.18.
UNCOMPILED_STEPS = 20_000


@dataclass(frozen=True)
class Decision:
    """Who trains, for how many steps, and why.

    Attributes:
        outcome: "engine" or "own" (who trains), "not written" or "failed" (nothing is trained).
        message: one line for the student.
        steps: optimiser steps to make.
        error: the exception that the student's function raised, or None.
    """

    outcome: str
    message: str
    steps: int = 0
    error: Exception | None = None


def decide(model, data: torch.Tensor, loss, settings: Settings, seed: int, mode: str) -> Decision:
    """Decide whether the engine, the student's function or nothing trains.

    Args:
        model: the model to train.
        data: (T, N), the series.
        loss: the student's function, or None for the reference loss.
        settings: how to train.
        seed: of the random batches.
        mode: "auto", or "off" to train with the student's function throughout.

    Returns:
        The `Decision`. A student's function that raises is not an error here.
    """
    if loss is None:
        return Decision("engine" if engine.knows(model) else "own", "Trained.", settings.steps)
    name = getattr(loss, "__name__", "the loss")
    try:
        equal = compare(model, data, loss, settings, seed)
    except NotImplementedError:
        name = checks.wrong_callee(loss) or name
        # Without numba it would take minutes, for something that nobody has written yet.
        if engine.supports(model):
            line = f"{name} is not written yet, so the reference loss was used instead, to show you where this leads."
            return Decision("engine", line, settings.steps)
        return Decision("not written", f"{name} is not written yet, so nothing was trained.")
    except Exception as error:  # whatever a student's code may raise
        line = f"{name} raised {type(error).__name__}: {error}".splitlines()[0].rstrip(".") + "."
        return Decision("failed", f"{line} Nothing was trained.", error=error)
    if mode == "off":
        return Decision("own", f"Trained with your {name}, as asked.", settings.steps)
    if not engine.knows(model):
        return Decision("own", f"Trained with your {name}: the engine does not know this model.", settings.steps)
    if equal:
        line = f"Your {name} and its gradients equal the engine's"
        if engine.AVAILABLE:
            return Decision("engine", f"{line}, so the compiled version did the training.", settings.steps)
        steps = min(settings.steps, UNCOMPILED_STEPS)
        few = f", and made {steps} of {settings.steps} steps" if steps < settings.steps else ""
        return Decision("engine", f"{line}, which did the training, slowly without numba{few}.", steps)
    called = checks.wrong_callee(loss)
    if called:
        line = f"Your {name} calls {called}, which is not right yet, so your own functions trained"
    else:
        line = f"Your {name} or its gradients differ from the engine's, so your own trained"
    return Decision("own", f"{line}, for a tenth of the steps.", max(1, settings.steps // 10))


def compare(model, data: torch.Tensor, loss, settings: Settings, seed: int = 0, batches: int = 3) -> bool:
    """Compare a student's loss and all parameter gradients with the engine's on random batches of the real size.

    The random states, the parameters and their `.grad` are as before afterwards; what the student prints is dropped.

    Args:
        model: the model to train.
        data: (T, N), the series.
        loss: the student's function, as in `train`.
        settings: how to train.
        seed: of the random batches.
        batches: how many batches are compared.

    Returns:
        Whether all of them are equal up to rounding.

    Raises:
        TypeError: the student's function returns something else than a number that can be differentiated.
        Exception: whatever the student's function raises.
    """
    parameters = list(model.parameters())
    grads = [p.grad for p in parameters]
    values = [p.detach().clone() for p in parameters]
    known = set(engine.PARAMETERS) == {name for name, _ in model.named_parameters()}
    equal = True
    try:
        for starts in block_starts(seed, COMPARISON_BLOCK, settings, len(data))[:batches]:
            x, y = batch(data, starts, settings.sequence_length)
            expected = None
            if known:
                expected = engine.loss_and_grads(
                    model, x, y, settings.t_forcing, settings.t_warmup or 0, settings.alpha
                )
            for p in parameters:
                p.grad = None
            with random_states_kept(), silence(), judging(), torch.enable_grad():
                value = student_loss(loss, model, x.clone(), y.clone(), settings, settings.alpha)
                value.backward()
            if expected is None:
                return False
            equal = equal and _equal(model, value, *expected)
            _restore(parameters, values)
    finally:
        _restore(parameters, values)
        for p, grad in zip(parameters, grads, strict=True):
            p.grad = grad
    return equal


@torch.no_grad()
def _restore(parameters, values):
    for p, value in zip(parameters, values, strict=True):
        p.copy_(value)


def _equal(model, value, loss, gradients):
    """Whether a value and the gradients in the parameters' `.grad` equal a loss and its gradients up to rounding."""
    if not abs(float(value.detach()) - loss) <= LOSS_TOLERANCE * abs(loss):
        return False
    size = max(float(g.abs().max()) for g in gradients.values())
    for name, gradient in gradients.items():
        grad = getattr(model, name).grad
        grad = torch.zeros_like(gradient) if grad is None else grad
        allowed = GRADIENT_TOLERANCE * max(float(gradient.abs().max()), 1e-3 * size)
        if not float((grad - gradient).abs().max()) <= allowed:
            return False
    return True


def student_loss(
    loss, model, x: torch.Tensor, y: torch.Tensor, settings: Settings, alpha: float | None = None
) -> torch.Tensor:
    """Call a student's loss.

    Args:
        loss: the student's function, as in `train`.
        model: its first argument.
        x, y: (T_seq, B, N) each, inputs and targets.
        settings: t_forcing and t_warmup are taken from them.
        alpha: the strength of generalised teacher forcing at this step; None for sparse teacher forcing.

    Returns:
        A tensor of shape () that can be differentiated.

    Raises:
        TypeError: the function returns something else than a number that can be differentiated.
        Exception: whatever the function raises.
    """
    warmup = () if settings.t_warmup is None else (settings.t_warmup,)
    value = loss(model, x, y, settings.t_forcing if alpha is None else alpha, *warmup)
    if isinstance(value, torch.Tensor) and value.numel() == 1 and value.requires_grad:
        return value.reshape(())
    if not isinstance(value, torch.Tensor):
        got = type(value).__name__
    else:
        got = "a tensor without a gradient" if value.numel() == 1 else f"shape {tuple(value.shape)}"
    raise TypeError(f"expected one number that torch can differentiate, got {got}.")
