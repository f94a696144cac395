"""The training loop: verify a student's loss, then train, a block of steps at a time."""

import contextlib
import dataclasses
import signal
import threading
from pathlib import Path

import numpy as np

from sheet_utils import engine as compiled
from sheet_utils.runtime import check_tensor
from sheet_utils.runtime import progress as show_progress
from sheet_utils.training import checkpoint as checkpoints
from sheet_utils.training.batches import BLOCK, step_starts
from sheet_utils.training.settings import DEFAULTS, Settings
from sheet_utils.training.torch_trainer import TorchTrainer
from sheet_utils.training.verify import decide


@dataclasses.dataclass
class TrainingResult:
    """What came of a training run.

    Attributes:
        losses: (steps made,), the loss of every step, in NumPy.
        engine_used: whether the compiled twin trained.
        message: one line for the student.
        outcome: "engine" (the reference equations, compiled or, without numba, in NumPy) or "own" (the student's
            loss), or "not written" or "failed" (nothing was trained). Where a loss is not written yet, the engine
            trains if it can, and the message says so.
        finished: whether all steps were made; False also after an interrupt, or where the loss was not finite.
        error: the exception that the student's function raised, or None.
    """

    losses: np.ndarray
    engine_used: bool
    message: str
    outcome: str
    finished: bool
    error: Exception | None = None


def train(
    model,
    data,
    loss=None,
    t_forcing=DEFAULTS.t_forcing,
    t_warmup=DEFAULTS.t_warmup,
    steps=DEFAULTS.steps,
    batch_size=DEFAULTS.batch_size,
    sequence_length=DEFAULTS.sequence_length,
    learning_rate=DEFAULTS.learning_rate,
    schedule=DEFAULTS.schedule,
    clip=DEFAULTS.clip,
    alpha=DEFAULTS.alpha,
    alpha_end=DEFAULTS.alpha_end,
    seed=0,
    engine="auto",
    progress=True,
    checkpoint=None,
    watch=None,
) -> TrainingResult:
    """Train a model in place with Adam on random windows of a series.

    The student's loss and all of its gradients are compared with the engine's on a few random batches. Where they are
    equal the engine trains in its place; where they are not, the student's own function does, for a tenth of the
    steps, so that a mistake shows in the picture. Both see the same batches and the same learning rates. An interrupt
    (Ctrl-C, or the notebook's stop button) ends the training and keeps what was learnt.

    Args:
        model: a `CustomRNN`, or any module that `loss` can work with.
        data: (T, N), the series.
        loss: the student's function of (model, x, y, t_forcing), or (model, x, y, alpha) where alpha is given, and of
            t_warmup behind it if that is not None, with x and y of shape (T_seq, B, N) and y one step later than x.
            None is the reference loss.
        t_forcing, t_warmup, steps, batch_size, sequence_length, learning_rate, schedule, clip, alpha, alpha_end: see
            `Settings`.
        seed: of the random batches. The model's initial parameters are the caller's.
        engine: "auto" verifies, then accelerates; "off" trains with the student's function throughout.
        progress: whether to show a bar and print the result's message.
        checkpoint: a file that the state is kept in; with it a run that was interrupted goes on, to the same bits.
        watch: watch(steps made, steps wanted) is called now and then, the model holding what was learnt so far; the
            training ends where it returns something true.

    Returns:
        A `TrainingResult`. Its message says so where a student's function is not written yet, or raises.

    Raises:
        ValueError: an argument is impossible, or the checkpoint belongs to another run.
    """
    settings = Settings(
        t_forcing, t_warmup, steps, batch_size, sequence_length, learning_rate, schedule, clip, alpha, alpha_end
    ).checked()
    check_tensor("data", data, shapes=[(None, getattr(model, "N", None))], finite=True)
    if len(data) <= sequence_length:
        raise ValueError(f"data: expected more rows than sequence_length = {sequence_length}, got {len(data)}")
    if loss is not None and not callable(loss):
        raise ValueError(
            f"loss: expected a function, such as training_loss without brackets, got {type(loss).__name__}"
        )
    if engine not in ("auto", "off"):
        raise ValueError(f"engine: expected 'auto' or 'off', got {engine!r}")
    decision = decide(model, data, loss, settings, seed, engine)
    losses, ending, error, trainer = np.zeros(0, dtype=np.float32), "", decision.error, None
    if decision.outcome in ("engine", "own"):
        settings = dataclasses.replace(settings, steps=decision.steps)
        trainer = _trainer(model, data.to(next(model.parameters()).dtype), loss, settings, decision.outcome)
        run_id = checkpoints.identity(data, settings, seed, decision.outcome)
        losses, ending, error = _run(trainer, data, settings, seed, run_id, progress, checkpoint, watch)
    message = decision.message + ending
    if progress:
        print(message)
    used, complete = isinstance(trainer, compiled.Trainer), trainer is not None and not ending
    return TrainingResult(losses, used, message, decision.outcome, complete, error)


def learning_rates(settings: Settings) -> np.ndarray:
    """The learning rate of every step.

    Args:
        settings: how to train.

    Returns:
        (steps,).
    """
    steps = np.arange(settings.steps)
    if settings.schedule == "constant":
        return np.full(settings.steps, settings.learning_rate)
    return 0.5 * settings.learning_rate * (1 + np.cos(np.pi * steps / settings.steps))


def alphas(settings: Settings) -> np.ndarray | None:
    """The strength of generalised teacher forcing at every step.

    Args:
        settings: how to train.

    Returns:
        (steps,); None for sparse teacher forcing.
    """
    if settings.alpha is None:
        return None
    end = settings.alpha if settings.alpha_end is None else settings.alpha_end
    steps = np.arange(settings.steps)
    return end + 0.5 * (settings.alpha - end) * (1 + np.cos(np.pi * steps / settings.steps))


def _run(trainer, data, settings, seed, run_id, show, checkpoint, watch):
    """Make the steps, a block at a time; whatever ends them, the model keeps the last finite parameters.

    Returns the losses (steps made,), a sentence about a premature end or "", and the student's exception or None.
    """
    # Steps between two checks for an interrupt. Without a bar or a watcher the pieces are longer: the threads of a
    # sweep compete for Python only between them.
    piece = 10 if isinstance(trainer, TorchTrainer) else BLOCK if show or watch else 10 * BLOCK
    losses = [np.zeros(0, dtype=np.float32)]
    if checkpoint is not None and Path(checkpoint).exists():
        losses.append(checkpoints.load(trainer, checkpoint, run_id))
    rates, strengths = learning_rates(settings), alphas(settings)
    bar = show_progress(total=settings.steps, label="training") if show else None
    saved, ending = trainer.done, ""
    try:
        with _interrupts() as interrupted:
            if bar:
                bar.update(trainer.done)
            while trainer.done < settings.steps and not ending:
                count = min(piece - trainer.done % piece, settings.steps - trainer.done)
                starts = step_starts(trainer.done, count, seed, settings, len(data))
                now = slice(trainer.done, trainer.done + count)
                new, made = trainer.run(starts, rates[now], None if strengths is None else strengths[now])
                losses.append(new)
                if bar:
                    bar.update(made)
                if trainer.error is not None:
                    what = f"{type(trainer.error).__name__}: {trainer.error}".splitlines()[0]
                    ending = f" It stopped at step {trainer.done + 1} of {settings.steps}: {what}"
                elif made < count:
                    ending = f" It stopped at step {trainer.done + 1} of {settings.steps}: the loss is not finite."
                elif (interrupted() or _watched(trainer, watch, settings.steps)) and trainer.done < settings.steps:
                    ending = f" Interrupted after {trainer.done} of {settings.steps} steps; what was learnt is kept."
                if checkpoint is not None and (
                    ending or trainer.done == settings.steps or trainer.done - saved >= 50 * piece
                ):
                    checkpoints.save(trainer, checkpoint, run_id, losses)
                    saved = trainer.done
    finally:
        trainer.write_back()
        if bar:
            bar.close()
    return np.concatenate(losses), ending, trainer.error


def _trainer(model, data, loss, settings, outcome):
    if outcome == "own" or not compiled.supports(model):
        # Without numba the engine's equations train in NumPy, four times as fast as autograd.
        return TorchTrainer(model, data, loss if outcome == "own" else None, settings)
    return compiled.Trainer(
        model, data.numpy(), settings.batch_size, settings.sequence_length, settings.t_forcing,
        settings.t_warmup or 0, settings.clip,
    )  # fmt: skip


def _watched(trainer, watch, steps):
    """Show a watcher what was learnt so far; whether it wants to end."""
    if watch is None:
        return False
    trainer.write_back()
    return watch(trainer.done, steps)


@contextlib.contextmanager
def _interrupts():
    """A function that says whether Ctrl-C came since; a second Ctrl-C raises KeyboardInterrupt at once."""
    arrived = []
    if threading.current_thread() is not threading.main_thread():
        yield lambda: False
        return
    before = signal.getsignal(signal.SIGINT)

    def note(number, frame):
        if arrived:
            raise KeyboardInterrupt
        arrived.append(True)

    signal.signal(signal.SIGINT, note)
    try:
        yield lambda: bool(arrived)
    finally:
        signal.signal(signal.SIGINT, before)
