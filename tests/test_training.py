"""Verify, then accelerate, in every outcome; both ways of training agree; a run resumes to the same bits."""

import dataclasses
import os
import random
import re
import signal
import threading

import nbformat
import numpy as np
import pytest
import torch

from grading.folders import SOLUTIONS
from sheet_utils import engine, training
from sheet_utils.models import CustomRNN
from sheet_utils.training import verify

needs_numba = pytest.mark.skipif(not engine.AVAILABLE, reason="numba is not installed")


@pytest.fixture
def data():
    t = torch.arange(600) * 0.13
    return torch.stack([t.sin(), (t * 1.7).cos()], dim=1)


def new_model(seed=0, **sizes):
    torch.manual_seed(seed)
    return CustomRNN(**{"latent_dim": 4, "hidden_dim": 9, "output_dim": 2, **sizes})


def flat(model):
    return torch.cat([p.detach().reshape(-1) for p in model.parameters()]).numpy()


def forced(model, x, t_forcing, t_warmup=0):
    z, Z = x.new_zeros(x.shape[1], model.M), []
    for t in range(len(x)):
        if t < t_warmup or (t - t_warmup) % t_forcing == 0:
            z = torch.cat([x[t], z[:, model.N :]], dim=1)
        z = model(z)
        Z.append(z[:, : model.N])
    return torch.stack(Z)


def right(model, x, y, t_forcing):
    return (forced(model, x, t_forcing) - y).square().mean()


def right_with_warmup(model, x, y, t_forcing, t_warmup):
    return (forced(model, x, t_forcing, t_warmup) - y)[t_warmup:].square().mean()


SHORT = {"steps": 40, "batch_size": 5, "sequence_length": 12, "t_forcing": 3, "progress": False}


@needs_numba
@pytest.mark.parametrize("loss, t_warmup", [(right, None), (right_with_warmup, 4), (None, None), (None, 4)])
def test_a_right_answer_is_accelerated(loss, t_warmup, data):
    result = training.train(new_model(), data, loss, t_warmup=t_warmup, **SHORT)
    assert result.engine_used
    assert result.finished
    assert result.outcome == "engine"
    assert len(result.losses) == 40
    assert result.losses[-5:].mean() < result.losses[:5].mean()


def half(model, x, y, t_forcing):
    return right(model, x, y, t_forcing) / 2


def on_inputs(model, x, y, t_forcing):
    return (forced(model, x, t_forcing) - x).square().mean()


def cut(model, x, y, t_forcing):
    """The right loss with a wrong gradient."""
    nothing = model.h1.sum() - model.h1.sum().detach()
    return right(model, x, y, t_forcing) + 0.01 * nothing


def one_term_short(model, x, y, t_forcing):
    return (forced(model, x, t_forcing) - y)[:-1].square().mean()


def always_sixteen(model, x, y, t_forcing):
    return right(model, x, y, 16)


@needs_numba
@pytest.mark.parametrize("wrong", [half, on_inputs, cut, one_term_short, always_sixteen])
def test_a_wrong_answer_trains_itself_for_a_tenth(wrong, data):
    result = training.train(new_model(), data, wrong, **SHORT)
    assert result.outcome == "own"
    assert not result.engine_used
    assert result.finished
    assert len(result.losses) == 4
    assert result.message == (
        f"Your {wrong.__name__} or its gradients differ from the engine's, "
        "so your own trained, for a tenth of the steps."
    )


def test_engine_off_trains_the_students_own_throughout(data):
    result = training.train(new_model(), data, half, engine="off", **SHORT)
    assert (result.outcome, len(result.losses)) == ("own", 40)
    assert result.message == "Trained with your half, as asked."


def test_without_numba_a_right_loss_is_trained_in_numpy_and_a_wrong_one_by_itself(data, monkeypatch):
    models = [new_model() for _ in range(3)]
    compiled = training.train(models[0], data, right, **SHORT)
    monkeypatch.setattr(engine, "AVAILABLE", False)
    called = []
    result = training.train(models[1], data, lambda *args: called.append(1) or right(*args), **SHORT)
    assert (result.outcome, result.engine_used, len(result.losses)) == ("engine", False, 40)
    assert "equal the engine's, which did the training, slowly without numba." in result.message
    assert len(called) == 3, "the comparison alone calls the student's function"
    np.testing.assert_allclose(result.losses, compiled.losses, rtol=1e-4)
    result = training.train(models[2], data, half, **SHORT)
    assert (result.outcome, len(result.losses)) == ("own", 4)
    monkeypatch.setattr(verify, "UNCOMPILED_STEPS", 30)
    result = training.train(models[2], data, right, **SHORT)
    assert (result.outcome, len(result.losses)) == ("engine", 30)
    assert "slowly without numba, and made 30 of 40 steps." in result.message


def training_loss(model, x, y, t_forcing):
    raise NotImplementedError


@needs_numba
def test_the_reference_loss_trains_where_nothing_is_written(data):
    model, own = new_model(), new_model()
    result = training.train(model, data, training_loss, **SHORT)
    assert result.outcome == "engine"
    assert result.message.startswith("training_loss is not written yet, so the reference loss was used instead")
    training.train(own, data, **SHORT)
    np.testing.assert_array_equal(flat(model), flat(own))


FORWARD = "process_sequence_using_STF"
LOSS = f"""
import torch
def training_loss(model, x, y, t_forcing):
    return (({FORWARD}(model, x, t_forcing)[:, :, : model.N] - y) ** 2).mean()
"""


@needs_numba
@pytest.mark.parametrize(
    ("answer", "outcome", "message"),
    [
        ("wrong_forces_after_step", "own", f"Your training_loss calls {FORWARD}, which is not right yet, so your own"),
        ("right_where", "engine", "Your training_loss and its gradients equal the engine's"),
        (None, "engine", f"{FORWARD} is not written yet, so the reference loss was used instead"),
    ],
)
def test_the_function_that_is_to_blame_is_named(data, answer, outcome, message):
    """A right loss is not blamed for the forward run that it calls."""
    from authoring.catalogue import read_answers

    blank = f"def {FORWARD}(model, x, t_forcing):\n    raise NotImplementedError\n"
    sources = {found.name: found.source for found in read_answers("sheet10", "stf-forward")}
    scope = {}
    exec(LOSS + sources.get(answer, blank), scope)
    result = training.train(new_model(), data, scope["training_loss"], **SHORT)
    assert result.outcome == outcome
    assert result.message.startswith(message)


def test_what_is_not_written_is_said_and_nothing_changes_without_numba(data, monkeypatch):
    monkeypatch.setattr(engine, "AVAILABLE", False)
    model = new_model()
    before = flat(model)
    result = training.train(model, data, training_loss, **SHORT)
    assert result.outcome == "not written"
    assert result.message == "training_loss is not written yet, so nothing was trained."
    assert len(result.losses) == 0
    assert not result.finished
    np.testing.assert_array_equal(flat(model), before)


@pytest.mark.parametrize(
    "answer, message",
    [
        (lambda model, x, y: 1 / 0, "ZeroDivisionError: division by zero"),
        (lambda model, x, y: 3.5, "TypeError: expected one number that torch can differentiate, got float."),
        (lambda model, x, y: right(model, x, y, 3).detach(), "got a tensor without a gradient."),
        (lambda model, x, y: model.W1 * 2, r"got shape \(4, 9\)."),
    ],
)
@pytest.mark.parametrize("mode", ["auto", "off"])
def test_an_error_in_the_answer_is_told(answer, message, mode, data):
    def loss(model, x, y, t_forcing):
        return answer(model, x, y)

    result = training.train(new_model(), data, loss, engine=mode, **SHORT)
    assert result.outcome == "failed"
    assert isinstance(result.error, Exception)
    assert re.search(message, result.message)


def test_an_error_on_a_later_batch_ends_the_training_kindly(data):
    calls = []

    def loss(model, x, y, t_forcing):
        calls.append(True)
        if len(calls) > 12:
            raise IndexError("later")
        return half(model, x, y, t_forcing)

    result = training.train(new_model(), data, loss, engine="off", **SHORT)
    assert len(result.losses) == 9  # three calls were the comparison
    assert not result.finished
    assert result.message.endswith("It stopped at step 10 of 40: IndexError: later")


def test_the_comparison_leaves_no_trace(data, capsys):
    model = new_model()
    model.h1.grad = torch.ones(4)
    before, untouched = flat(model), data.clone()

    def meddling(model, x, y, t_forcing):
        print("meddling")
        random.random(), np.random.rand(), torch.rand(1)
        x.zero_(), y.zero_()
        value = right(model, x, y, t_forcing)
        model.A.data.zero_()
        return value

    states = lambda: (random.getstate(), np.random.get_state()[1].tolist(), torch.get_rng_state().tolist())
    at_first = states()
    settings = training.Settings(t_forcing=3, batch_size=5, sequence_length=12)
    assert not training.compare(model, data, meddling, settings)
    assert states() == at_first
    assert model.h1.grad.tolist() == [1.0] * 4
    assert model.A.grad is None
    np.testing.assert_array_equal(flat(model), before)
    assert capsys.readouterr().out == ""
    torch.testing.assert_close(data, untouched)


def test_an_answer_cannot_ask_the_engine(data):
    def borrowed(model, x, y, t_forcing):
        value, gradients = engine.loss_and_grads(model, x, y, t_forcing)
        return sum((gradients[name] * getattr(model, name)).sum() for name in gradients)

    result = training.train(new_model(), data, borrowed, **SHORT)
    assert result.outcome == "failed"
    assert "engine.loss_and_grads is not available inside an answer" in result.message


@needs_numba
@pytest.mark.parametrize("clip", [0.0, 0.05])
@pytest.mark.parametrize("warmup", [None, 4])
def test_both_ways_of_training_agree(clip, warmup, data):
    """The same batches, rates, clipping and Adam: equal up to rounding."""
    models = []
    for mode in ("auto", "off"):
        model = new_model()
        loss = right if warmup is None else right_with_warmup
        options = {**SHORT, "steps": 60, "t_warmup": warmup, "clip": clip}
        result = training.train(model, data, loss, engine=mode, **options)
        assert result.engine_used == (mode == "auto")
        models.append((result.losses, flat(model)))
    for fast, slow in zip(*models, strict=True):
        np.testing.assert_allclose(fast, slow, rtol=2e-4, atol=2e-6)


def test_the_reference_loss_trains_without_numba_too(data, monkeypatch):
    model, twin = new_model(), new_model()
    training.train(model, data, **SHORT)
    monkeypatch.setattr(engine, "AVAILABLE", False)
    assert training.train(twin, data, **SHORT).outcome == "engine"
    np.testing.assert_allclose(flat(model), flat(twin), rtol=2e-4, atol=2e-6)


def test_seeds_matter_and_repeat(data):
    runs = []
    for seed in (0, 0, 1):
        model = new_model()
        training.train(model, data, seed=seed, **SHORT)
        runs.append(flat(model))
    np.testing.assert_array_equal(runs[0], runs[1])
    assert not np.array_equal(runs[0], runs[2])


def stopped(monkeypatch, kind, after):
    """Let SIGINT arrive when `after` steps or more are made."""
    run = kind.run

    def interrupted(self, *arguments):
        made = run(self, *arguments)
        if self.done >= after:
            os.kill(os.getpid(), signal.SIGINT)
        return made

    monkeypatch.setattr(kind, "run", interrupted)


@needs_numba
@pytest.mark.parametrize("loss, after, steps", [(None, 1000, 2430), (half, 20, 45)])
def test_an_interrupted_run_resumes_to_the_same_bits(loss, after, steps, data, tmp_path, monkeypatch):
    options = {**SHORT, "steps": steps, "engine": "off" if loss else "auto", "checkpoint": tmp_path / "state.npz"}
    whole = new_model()
    expected = training.train(whole, data, loss, **{**options, "checkpoint": None})
    assert expected.finished

    half_way = new_model()
    with monkeypatch.context() as patch:
        stopped(patch, training.torch_trainer.TorchTrainer if loss else engine.Trainer, after)
        result = training.train(half_way, data, loss, **options)
    assert not result.finished
    assert result.message.endswith(f"Interrupted after {after} of {steps} steps; what was learnt is kept.")
    assert len(result.losses) == after
    assert not np.array_equal(flat(half_way), flat(new_model()))

    resumed = new_model(seed=5)  # its own start does not matter: the checkpoint holds the parameters
    result = training.train(resumed, data, loss, **options)
    assert result.finished
    np.testing.assert_array_equal(result.losses, expected.losses)
    np.testing.assert_array_equal(flat(resumed), flat(whole))

    # A finished run is not run again.
    trainer = training.torch_trainer.TorchTrainer if loss else engine.Trainer
    monkeypatch.setattr(trainer, "run", None)
    again = training.train(new_model(), data, loss, **options)
    np.testing.assert_array_equal(again.losses, expected.losses)
    with pytest.raises(ValueError, match="checkpoint: .* belongs to other data, settings or seed"):
        training.train(new_model(), data, loss, **{**options, "seed": 1})
    (tmp_path / "state.npz").write_bytes(b"torn")
    with pytest.raises(ValueError, match="checkpoint: .* cannot be read"):
        training.train(new_model(), data, loss, **options)


def test_training_runs_in_a_thread(data):
    results = []
    thread = threading.Thread(target=lambda: results.append(training.train(new_model(), data, **SHORT)))
    thread.start()
    thread.join()
    assert results[0].finished


@pytest.mark.parametrize("loss", [None, half])
def test_a_loss_that_is_not_finite_ends_the_training(loss, data):
    model = new_model()
    with torch.no_grad():
        model.A.fill_(1e5)
    options = {**SHORT, "t_forcing": 50, "engine": "off" if loss else "auto"}
    result = training.train(model, data, loss, **options)
    assert not result.finished
    assert result.message.endswith("It stopped at step 1 of 40: the loss is not finite.")
    assert np.isfinite(flat(model)).all()


def test_progress_prints_one_line(data, capsys):
    training.train(new_model(), data, half, **{**SHORT, "progress": True})
    assert capsys.readouterr().out.count("\n") == 1


@pytest.mark.parametrize(
    "change, message",
    [
        ({"t_forcing": 0}, "t_forcing: expected a whole number >= 1, got 0"),
        ({"t_warmup": 12}, r"t_warmup: expected fewer steps than the sequence has \(12\), got 12"),
        ({"steps": -1}, "steps: expected"),
        ({"batch_size": 0}, "batch_size: expected"),
        ({"sequence_length": 600}, "data: expected more rows than sequence_length = 600, got 600"),
        ({"learning_rate": 0}, "learning_rate: expected a positive number, got 0"),
        ({"schedule": "sine"}, "schedule: expected 'cosine' or 'constant', got 'sine'"),
        ({"clip": -1}, "clip: expected a number >= 0, got -1"),
        ({"engine": "on"}, "engine: expected 'auto' or 'off', got 'on'"),
    ],
)
def test_wrong_arguments_are_named(change, message, data):
    with pytest.raises(ValueError, match=message):
        training.train(new_model(), data, **{**SHORT, **change})


def test_wrong_data_are_named(data):
    with pytest.raises(ValueError, match=r"data: expected shape \(\*, 2\), got \(600, 1\)"):
        training.train(new_model(), data[:, :1], **SHORT)
    data[7, 1] = torch.nan
    with pytest.raises(ValueError, match="data: 1 of 1200 entries are NaN or infinite"):
        training.train(new_model(), data, **SHORT)


def test_defaults_are_what_train_does_by_default():
    import inspect

    signature = inspect.signature(training.train)
    for name, value in dataclasses.asdict(training.DEFAULTS).items():
        assert signature.parameters[name].default == value
    training.DEFAULTS.checked()


def test_notebook_1_names_the_defaults():
    """The table that a student reads says what `train` does."""
    path = SOLUTIONS / "sheet10" / "1_sparse_teacher_forcing.ipynb"
    (text,) = (cell.source for cell in nbformat.read(path, as_version=4).cells if cell.id == "train")
    values = [line.strip("|").split("|")[-1].strip() for line in text.splitlines() if line.startswith("| ")]
    numbers = [float(re.match(r"[\d. ]+", value).group().replace(" ", "")) for value in values if value != "value"]
    d = training.DEFAULTS
    assert numbers == [d.sequence_length, d.batch_size, d.t_forcing, d.learning_rate, d.steps, d.clip]


def test_learning_rates():
    rates = training.learning_rates(training.Settings(steps=100, learning_rate=2.0))
    assert rates[0] == 2.0
    assert rates[50] == pytest.approx(1.0)
    assert 0 < rates[-1] < 1e-3
    assert set(training.learning_rates(training.Settings(steps=5, schedule="constant"))) == {3e-3}
