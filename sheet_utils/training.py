"""Training under sparse teacher forcing: verify a student's loss, then train its compiled twin.

`train` compares the student's loss and all of its gradients with the engine's on a few random batches. Where they
are equal the engine trains in its place; where they are not, the student's own function does, for a tenth of the
steps, so that a mistake shows in the picture. Both see the same batches and the same learning rates.
"""

import contextlib
import dataclasses
import hashlib
import io
import itertools
import json
import os
import random
import signal
import threading
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from sheet_utils import checks
from sheet_utils import engine as compiled
from sheet_utils.models import CustomRNN
from sheet_utils.runtime import check_tensor, core_count, judging, positive_float, positive_int
from sheet_utils.runtime import progress as show_progress
from sheet_utils.wire import WireError, pack, unpack

#: Start indices are drawn for this many steps at a time.
BLOCK = 100

#: How far a student's loss and gradients may be from the engine's, relative to their size, and still be equal.
#: Rounding stays below 1e-5 in the loss. A gradient may jump at a kink of the ReLU that rounding crosses.
LOSS_TOLERANCE, GRADIENT_TOLERANCE = 1e-4, 5e-3


@dataclass(frozen=True)
class Settings:
    """How to train: what a notebook's defaults are made of.

    Attributes:
        t_forcing: forcing interval, in steps.
        t_warmup: forced steps at the beginning that the loss leaves out; None for a loss without warm-up.
        steps: optimiser steps.
        batch_size: B, sequences in a batch.
        sequence_length: T_seq, steps in a sequence.
        learning_rate: of Adam, at the beginning.
        schedule: "cosine" (down to zero) or "constant".
        clip: the largest norm of a gradient; longer ones are shortened to it. 0 leaves all as they are.
    """

    t_forcing: int = 16
    t_warmup: int | None = None
    steps: int = 40_000
    batch_size: int = 16
    sequence_length: int = 50
    learning_rate: float = 3e-3
    schedule: str = "cosine"
    clip: float = 0.01

    def checked(self):
        """Return self, or raise a ValueError that names the first setting that cannot be."""
        for name in ("steps", "batch_size", "sequence_length"):
            positive_int(name, getattr(self, name))
        compiled.check_forcing(self.t_forcing, self.t_warmup or 0, self.sequence_length)
        positive_float("learning_rate", self.learning_rate)
        if self.schedule not in ("cosine", "constant"):
            raise ValueError(f"schedule: expected 'cosine' or 'constant', got {self.schedule!r}")
        if not 0 <= self.clip < float("inf"):
            raise ValueError(f"clip: expected a number >= 0, got {self.clip!r}")
        return self


#: The defaults of notebook 1. Seeds 0-9, 10-19 and 30-39 by `benchmarks/seeds.py`: ten of ten good each (lambda_max
#: within 10 % of 0.906, both wings), median error 4.2 %, 3.8 % and 3.5 %, the worst 8.6 %. Tried on the way: no
#: clipping (one run in six jumps off late), a clip of 0.1 or 0.03 (one in thirty), a rate of 5e-3 (one in three),
#: 60 000 steps, noise of 0.2 % and T_seq up to 100 (no closer).
DEFAULTS = Settings()

#: The defaults of notebook 3: the first variable only, without delays. Seeds 0-9 and 10-19: nine and ten of ten
#: within 30 % and with two wings, median error 4.4 % and 6.6 %.
SINGLE_VARIABLE = Settings(t_warmup=20, sequence_length=60)


@dataclass
class TrainingResult:
    """What came of a training run.

    Attributes:
        losses: (steps made,), the loss of every step, in NumPy.
        engine_used: whether the compiled twin trained.
        message: one line for the student.
        outcome: "engine" or "own" (who trained), "not written" or "failed" (nothing was trained). Where a loss is
            not written yet, the engine trains if it can, and the message says so.
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
    seed=0,
    engine="auto",
    progress=True,
    checkpoint=None,
    watch=None,
):
    """Train a model in place with Adam on random windows of a series.

    An interrupt (Ctrl-C, or the notebook's stop button) ends the training and keeps what was learnt.

    Args:
        model: a `CustomRNN`, or any module that `loss` can work with.
        data: (T, N), the series.
        loss: the student's function of (model, x, y, t_forcing), and of t_warmup behind it if that is not None,
            with x and y of shape (T_seq, B, N) and y one step later than x. None is the course's own.
        t_forcing, ..., clip: see `Settings`.
        seed: of the random batches. The model's own start is the caller's.
        engine: "auto" verifies, then accelerates; "off" trains with the student's function throughout.
        progress: whether to show a bar and print the result's message.
        checkpoint: a file that the state is kept in; with it a run that was interrupted goes on, to the same bits.
        watch: watch(steps made, steps wanted) is called now and then, the model holding what was learnt so far; the
            training ends where it answers with something true.

    Returns:
        A `TrainingResult`. A student's function that is not written yet, or that raises, is told of in its message.

    Raises:
        ValueError: an argument that cannot be, or a checkpoint of another run.
    """
    settings = Settings(
        t_forcing, t_warmup, steps, batch_size, sequence_length, learning_rate, schedule, clip
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
    verdict = _decide(model, data, loss, settings, seed, engine)
    if verdict.outcome in ("engine", "own"):
        settings = dataclasses.replace(settings, steps=verdict.steps)
        verdict = _run(model, data, loss, settings, seed, verdict, progress, checkpoint, watch)
    if progress:
        print(verdict.message)
    return TrainingResult(
        verdict.losses, verdict.outcome == "engine", verdict.message, verdict.outcome, verdict.finished, verdict.error
    )


@dataclass
class _Verdict:
    """Who trains, for how many steps, and why; then what came of it."""

    outcome: str
    message: str
    steps: int = 0
    error: Exception | None = None
    losses: np.ndarray = dataclasses.field(default_factory=lambda: np.zeros(0, dtype=np.float32))
    finished: bool = False


# --- Verify. ----------------------------------------------------------------------------------------


def _decide(model, data, loss, settings, seed, engine):
    if loss is None:
        return _Verdict("engine" if compiled.supports(model) else "own", "Trained.", settings.steps)
    name = getattr(loss, "__name__", "the loss")
    try:
        equal = compare(model, data, loss, settings, seed)
    except NotImplementedError:
        name = checks.wrong_callee(loss) or name
        if compiled.supports(model):
            line = f"{name} is not written yet: the reference loss trained, so that you see where this leads."
            return _Verdict("engine", line, settings.steps)
        return _Verdict("not written", f"{name} is not written yet, so nothing was trained.")
    except Exception as error:  # whatever a student's code may raise
        line = f"{name} raised {type(error).__name__}: {error}".splitlines()[0].rstrip(".") + "."
        return _Verdict("failed", f"{line} Nothing was trained.", error=error)
    if engine == "off":
        return _Verdict("own", f"Trained with your {name}, as asked.", settings.steps)
    if not compiled.supports(model):
        why = "numba is not installed" if not compiled.AVAILABLE else "the engine does not know this model"
        return _Verdict("own", f"Trained with your {name}: {why}.", settings.steps)
    if equal:
        return _Verdict(
            "engine", f"Your {name} and its gradients equal the engine's, so its compiled twin trained.", settings.steps
        )
    tenth = max(1, settings.steps // 10)
    called = checks.wrong_callee(loss)
    if called:
        line = f"Your {name} calls {called}, which is not right yet, so your own functions trained"
    else:
        line = f"Your {name} or its gradients differ from the engine's, so your own trained"
    return _Verdict("own", f"{line}, for a tenth of the steps.", tenth)


def compare(model, data, loss, settings, seed=0, batches=3):
    """Whether a student's loss and all parameter gradients equal the engine's on random batches of the real size.

    The random state, the parameters and their `.grad` are as before afterwards; the student's prints go nowhere.

    Raises:
        TypeError: the student's function returns something else than a number that can be differentiated.
        Exception: whatever the student's function raises.
    """
    parameters = list(model.parameters())
    grads = [p.grad for p in parameters]
    values = [p.detach().clone() for p in parameters]
    known = set(compiled.PARAMETERS) == {name for name, _ in model.named_parameters()}
    equal = True
    # Another stream than the one that the training batches come from.
    starts = _starts(seed, 2**31, settings, len(data))[:batches]
    try:
        for row in starts:
            x, y = _batch(data, row, settings.sequence_length)
            wanted = None
            if known:
                wanted = compiled.loss_and_grads(model, x, y, settings.t_forcing, settings.t_warmup or 0)
            for p in parameters:
                p.grad = None
            with _undisturbed(), judging(), torch.enable_grad():
                value = _value(loss, model, x.clone(), y.clone(), settings)
                value.backward()
            if wanted is None:
                return False
            equal = equal and _equal(model, value, wanted)
            with torch.no_grad():
                for p, before in zip(parameters, values, strict=True):
                    p.copy_(before)
    finally:
        with torch.no_grad():
            for p, before, grad in zip(parameters, values, grads, strict=True):
                p.copy_(before)
                p.grad = grad
    return equal


def _equal(model, value, wanted):
    loss, gradients = wanted
    if not abs(float(value.detach()) - loss) <= LOSS_TOLERANCE * abs(loss):
        return False
    size = max(float(g.abs().max()) for g in gradients.values())
    for name, gradient in gradients.items():
        got = getattr(model, name).grad
        got = torch.zeros_like(gradient) if got is None else got
        allowed = GRADIENT_TOLERANCE * max(float(gradient.abs().max()), 1e-3 * size)
        if not float((got - gradient).abs().max()) <= allowed:
            return False
    return True


def _value(loss, model, x, y, settings):
    """The student's loss, as a tensor that can be differentiated."""
    extra = () if settings.t_warmup is None else (settings.t_warmup,)
    value = loss(model, x, y, settings.t_forcing, *extra)
    if not isinstance(value, torch.Tensor) or value.numel() != 1 or not value.requires_grad:
        got = "a tensor without a gradient" if isinstance(value, torch.Tensor) and value.numel() == 1 else None
        got = got or (f"shape {tuple(value.shape)}" if isinstance(value, torch.Tensor) else type(value).__name__)
        raise TypeError(f"expected one number that torch can differentiate, got {got}.")
    return value.reshape(())


@contextlib.contextmanager
def _undisturbed():
    """Silence prints, and put the random state back afterwards."""
    states = random.getstate(), np.random.get_state(), torch.get_rng_state()
    nowhere = io.StringIO()
    try:
        with contextlib.redirect_stdout(nowhere), contextlib.redirect_stderr(nowhere):
            yield
    finally:
        random.setstate(states[0])
        np.random.set_state(states[1])
        torch.set_rng_state(states[2])


# --- Train. -----------------------------------------------------------------------------------------


def _starts(seed, block, settings, rows):
    """(BLOCK, B): where the windows of one block of steps begin; each block has a stream of its own."""
    generator = np.random.default_rng([seed, block])
    return generator.integers(0, rows - settings.sequence_length, size=(BLOCK, settings.batch_size))


def _starts_from(done, count, seed, settings, rows):
    """(count, B): where the windows of the `count` steps after the first `done` begin."""
    first, last = done // BLOCK, (done + count - 1) // BLOCK
    blocks = np.concatenate([_starts(seed, block, settings, rows) for block in range(first, last + 1)])
    return blocks[done - first * BLOCK :][:count]


def _batch(data, starts, length):
    """x and y, (length, B, N) each, of the windows that begin at `starts`."""
    rows = torch.from_numpy(starts) + torch.arange(length + 1)[:, None]
    windows = data[rows]
    return windows[:-1], windows[1:]


def learning_rates(settings):
    """(steps,): the learning rate of every step."""
    steps = np.arange(settings.steps)
    if settings.schedule == "constant":
        return np.full(settings.steps, settings.learning_rate)
    return 0.5 * settings.learning_rate * (1 + np.cos(np.pi * steps / settings.steps))


class _Own:
    """Training with a loss in torch: the same interface as `engine.Trainer`."""

    def __init__(self, model, data, loss, settings):
        self.model, self.loss, self.settings = model, loss, settings
        self.data = data
        self.weights = list(model.parameters())
        self.adam = torch.optim.Adam(self.weights, lr=settings.learning_rate)
        self.done = 0
        self.error = None

    def run(self, starts, rates):
        losses = []
        for row, rate in zip(starts, rates, strict=True):
            self.adam.param_groups[0]["lr"] = float(rate)
            self.adam.zero_grad()
            try:
                value = self._gradient(*_batch(self.data, row, self.settings.sequence_length))
            except Exception as error:  # a student's function that fails on some later batch
                self.error = error
                break
            if not np.isfinite(value):
                break
            clip = self.settings.clip
            if clip and not torch.isfinite(torch.nn.utils.clip_grad_norm_(self.weights, clip)):
                break
            self.adam.step()
            self.done += 1
            losses.append(value)
        return np.array(losses, dtype=np.float32), len(losses)

    def _gradient(self, x, y):
        if self.loss is None:
            warmup = self.settings.t_warmup or 0
            value, gradients = compiled.loss_and_grads(self.model, x, y, self.settings.t_forcing, warmup)
            for name, gradient in gradients.items():
                getattr(self.model, name).grad = gradient
            return value
        value = _value(self.loss, self.model, x, y, self.settings)
        value.backward()
        return float(value.detach())

    def write_back(self):
        self.adam.zero_grad()

    # The state as flat vectors, as the engine has it.

    def _moments(self, key):
        return [self.adam.state[p].get(key, torch.zeros_like(p)) for p in self.weights]

    parameters = property(lambda self: _flat(self.weights))
    moment = property(lambda self: _flat(self._moments("exp_avg")))
    variance = property(lambda self: _flat(self._moments("exp_avg_sq")))

    def restore(self, parameters, moment, variance, done):
        self.done, start = done, 0
        for p in self.weights:
            end = start + p.numel()
            values, first, second = (
                torch.from_numpy(v[start:end].copy()).reshape(p.shape) for v in (parameters, moment, variance)
            )
            with torch.no_grad():
                p.copy_(values)
            self.adam.state[p] = {"step": torch.tensor(float(done)), "exp_avg": first, "exp_avg_sq": second}
            start = end


def _flat(tensors):
    return torch.cat([t.detach().reshape(-1) for t in tensors]).cpu().numpy()


def _run(model, data, loss, settings, seed, verdict, show, checkpoint, watch):
    """Make the steps, a block at a time; whatever ends them, the model keeps the last finite parameters."""
    dtype = next(model.parameters()).dtype
    if verdict.outcome == "engine":
        trainer = compiled.Trainer(
            model, data.to(dtype).numpy(), settings.batch_size, settings.sequence_length, settings.t_forcing,
            settings.t_warmup or 0, settings.clip,
        )  # fmt: skip
    else:
        trainer = _Own(model, data.to(dtype), loss, settings)
    # Steps between two looks at the interrupt and the bar. Where nobody looks the pieces are longer: the threads of a
    # sweep meet in Python only between them.
    piece = 10 if verdict.outcome == "own" else BLOCK if show or watch else 10 * BLOCK
    mark = _mark(data, settings, seed, verdict.outcome)
    losses = []
    if checkpoint is not None and Path(checkpoint).exists():
        losses.append(_load(trainer, checkpoint, mark))
    rates = learning_rates(settings)
    bar = show_progress(total=settings.steps, label="training") if show else None
    saved, ending = trainer.done, None
    try:
        with _interrupts() as interrupted:
            if bar:
                bar.update(trainer.done)
            while trainer.done < settings.steps and ending is None:
                count = min(piece - trainer.done % piece, settings.steps - trainer.done)
                starts = _starts_from(trainer.done, count, seed, settings, len(data))
                new, made = trainer.run(starts, rates[trainer.done : trainer.done + count])
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
                    _save(trainer, checkpoint, mark, losses)
                    saved = trainer.done
    finally:
        trainer.write_back()
        if bar:
            bar.close()
    verdict.losses = np.concatenate(losses) if losses else verdict.losses
    verdict.finished, verdict.error = ending is None, trainer.error
    verdict.message += ending or ""
    return verdict


def _watched(trainer, watch, steps):
    """Show a watcher what was learnt so far; whether it wants to end."""
    if watch is None:
        return False
    trainer.write_back()
    return watch(trainer.done, steps)


@contextlib.contextmanager
def _interrupts():
    """A function that tells whether Ctrl-C came since; a second one raises KeyboardInterrupt at once."""
    came = []
    if threading.current_thread() is not threading.main_thread():
        yield lambda: False
        return
    before = signal.getsignal(signal.SIGINT)

    def note(number, frame):
        if came:
            raise KeyboardInterrupt
        came.append(True)

    signal.signal(signal.SIGINT, note)
    try:
        yield lambda: bool(came)
    finally:
        signal.signal(signal.SIGINT, before)


# --- Checkpoints. -----------------------------------------------------------------------------------


def _mark(data, settings, seed, outcome):
    """What has to be equal for a run to go on from a checkpoint."""
    told = json.dumps([dataclasses.asdict(settings), seed, outcome])
    return hashlib.sha256(told.encode() + np.ascontiguousarray(data.numpy()).tobytes()).hexdigest()


def write_whole(path, content):
    """Write bytes to a file that is there as a whole or not at all."""
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{os.getpid()}.{threading.get_ident()}.part")
    part.write_bytes(content)
    os.replace(part, path)


def _save(trainer, path, mark, losses):
    state = {name: getattr(trainer, name) for name in ("parameters", "moment", "variance")}
    write_whole(path, pack({**state, "done": trainer.done, "losses": np.concatenate(losses), "mark": mark}))


def _load(trainer, path, mark):
    """Put a checkpoint's state into the trainer, and return its losses."""
    try:
        state = unpack(Path(path).read_bytes())
    except WireError as error:
        raise ValueError(f"checkpoint: {path} cannot be read ({error}); remove it to start anew") from None
    if state["mark"] != mark:
        raise ValueError(f"checkpoint: {path} belongs to other data, settings or seed; choose another file")
    trainer.restore(state["parameters"], state["moment"], state["variance"], state["done"])
    return state["losses"]


# --- Sweeps. ----------------------------------------------------------------------------------------


@dataclass
class SweepResult:
    """One model of a sweep.

    Attributes:
        config: the settings it was trained with, and its seed and dimensions.
        model: the trained `CustomRNN`.
        losses: (steps made,).
        finished: False where the loss was not finite at some step; the model is the last one before that.
    """

    config: dict
    model: CustomRNN
    losses: np.ndarray
    finished: bool


class ForcedRuns:
    """What `sweep` trains unless it is told otherwise: a `CustomRNN` under sparse teacher forcing, on one series.

    Another kind of run is another class with these five methods, importable by name, so that a cluster finds it.
    """

    def arrays(self, data):
        """The data as a list of NumPy arrays.

        Raises:
            ValueError: they cannot be trained on.
        """
        check_tensor("data", data, shapes=[(None, None)], finite=True)
        return [data.to(torch.float32).contiguous().numpy()]

    def complete(self, config):
        """The config with every default filled in, in a fixed order.

        Raises:
            ValueError: a key or a value that cannot be.
        """
        full = complete(config, {"seed": 0, "latent_dim": 10, "hidden_dim": 50, **dataclasses.asdict(DEFAULTS)})
        for name in ("latent_dim", "hidden_dim"):
            full[name] = positive_int(name, full[name])
        _settings(full).checked()
        return full

    def label(self, config):
        """How the name of a result's file begins."""
        return f"tau{config['t_forcing']}-seed{config['seed']}"

    def train(self, config, arrays):
        """Train the model of one complete config, and return it packed."""
        return train_one(config, *arrays)

    def restored(self, fields):
        """A result from its unpacked fields."""
        return SweepResult(**fields)


def sweep(configs, data, out_dir, workers=None, scheduler=None, security=None, progress=True, runs=None):
    """Train many models at once; each is saved as soon as it is finished, and a second call goes on from there.

    Args:
        configs: a list of dicts, or a dict of lists for the grid of all combinations. Keys are the names in
            `Settings`, and `seed`, `latent_dim` and `hidden_dim`; what is not given is the default.
        data: (T, N), the series.
        out_dir: the folder that the models are saved in.
        workers: models trained at a time on this machine; all cores if None. The kernels leave Python's lock, so
            these are threads: they start at once, and run in a notebook under every operating system.
        scheduler: address of a Dask scheduler, for a cluster instead of this machine (`pip install distributed`).
        security: a `distributed.Security`, passed through, for TLS.
        progress: whether to show a bar with the time left.
        runs: what is trained, an object such as `ForcedRuns()`; configs, data and results are then those it knows.

    Returns:
        A list of `SweepResult`, in the order of the configs.

    Raises:
        ValueError: a key or a value that cannot be.
        KeyboardInterrupt: after an interrupt, when the models under way are finished and saved.
    """
    runs = runs or ForcedRuns()
    arrays = runs.arrays(data)
    configs = [runs.complete(config) for config in _listed(configs)]
    content = hashlib.sha256(pack(arrays)).hexdigest()
    files = [Path(out_dir) / f"{runs.label(config)}-{_digest(config, content)}.npz" for config in configs]
    results = {file: _stored(file, runs) for file in files}
    missing = {file: config for file, config in zip(files, configs, strict=True) if results[file] is None}
    bar = show_progress(total=len(results), label="models") if progress else None

    def keep(file, packed):
        write_whole(file, packed)
        results[file] = _stored(file, runs)
        if bar:
            bar.update(1)

    try:
        if bar:
            bar.update(len(results) - len(missing))
        run = _on_this_machine if scheduler is None else _on_cluster
        where = (workers or core_count(),) if scheduler is None else (scheduler, security)
        run(runs, missing, arrays, keep, *where)
    finally:
        if bar:
            bar.close()
    return [results[file] for file in files]


def _listed(configs):
    if not isinstance(configs, dict):
        return list(configs)
    values = [value if isinstance(value, (list, tuple, range)) else [value] for value in configs.values()]
    return [dict(zip(configs, choice, strict=True)) for choice in itertools.product(*values)]


def complete(config, defaults):
    """The config with every default filled in, in the order of the defaults, among which `seed` has to be.

    Raises:
        ValueError: a key that is no setting, or a seed that cannot be.
    """
    unknown = set(config) - set(defaults)
    if unknown:
        raise ValueError(f"configs: {sorted(unknown)[0]!r} is no setting; expected one of {', '.join(defaults)}")
    full = {**defaults, **config}
    full["seed"] = positive_int("seed", full["seed"], least=0)
    return full


def _settings(config):
    return Settings(**{field.name: config[field.name] for field in dataclasses.fields(Settings)})


def _digest(config, content):
    return hashlib.sha256((json.dumps(config, sort_keys=True) + content).encode()).hexdigest()[:12]


def _stored(file, runs):
    """The result that a file holds; None where it is missing or damaged, so that it is made anew."""
    try:
        content = file.read_bytes()
        with own_random_state():  # a new model draws numbers before its parameters are put in
            return runs.restored(unpack(content))
    except (FileNotFoundError, WireError):
        return None


_one_at_a_time = threading.Lock()


@contextlib.contextmanager
def own_random_state():
    """torch has one random state for all threads: hold the others off, and put it back afterwards."""
    with _one_at_a_time, torch.random.fork_rng(devices=[]):
        yield


def train_one(config, data):
    """Train the model of one complete config on a float32 array, and return it packed."""
    settings, data = _settings(config), torch.from_numpy(np.asarray(data))
    with own_random_state():
        torch.manual_seed(config["seed"])
        model = CustomRNN(config["latent_dim"], config["hidden_dim"], data.shape[1])
    result = train(model, data, seed=config["seed"], progress=False, **dataclasses.asdict(settings))
    return pack({"config": config, "model": model, "losses": result.losses, "finished": result.finished})


def _on_this_machine(runs, missing, arrays, keep, workers):
    pool = ThreadPoolExecutor(workers)
    futures = {pool.submit(runs.train, config, arrays): file for file, config in missing.items()}
    try:
        for future in as_completed(futures):
            keep(futures.pop(future), future.result())
    finally:
        # After an interrupt: what has begun is finished and kept, what has not is for the next call.
        for future in futures:
            future.cancel()
        pool.shutdown(wait=True)
        for future, file in futures.items():
            if future.done() and not future.cancelled() and future.exception() is None:
                keep(file, future.result())


def _on_cluster(runs, missing, arrays, keep, scheduler, security):
    from distributed import Client, as_completed

    with Client(scheduler, security=security, set_as_default=False) as client:
        # A task rather than a scattered array: when the worker that holds it is lost, it is made again.
        shared = client.submit(list, arrays, pure=False)
        futures = {
            client.submit(runs.train, config, shared, pure=False, retries=5): file for file, config in missing.items()
        }
        for future in as_completed(list(futures), loop=client.loop):
            keep(futures[future], future.result())
