"""The kernels against autograd and the model's own forward; they are no answer key; without numba all works."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from sheet_utils import engine, runtime
from sheet_utils.models import CustomRNN

needs_numba = pytest.mark.skipif(not engine.AVAILABLE, reason="numba is not installed")


def eager_loss(model, x, y, tau, warmup=0):
    """The loss as the sheet defines it, for autograd."""
    z = x.new_zeros(x.shape[1], model.M)
    errors = []
    for t in range(len(x)):
        if t < warmup or (t - warmup) % tau == 0:
            z = torch.cat([x[t], z[:, model.N :]], dim=1)
        z = model(z)
        if t >= warmup:
            errors.append(z[:, : model.N] - y[t])
    return torch.stack(errors).square().mean()


def case(M, L, N, T, B, dtype, seed):
    torch.manual_seed(seed)
    model = CustomRNN(M, L, N).to(dtype)
    x, y = torch.randn(2, T, B, N, dtype=dtype)
    return model, x, y


def difference(model, x, y, tau, warmup, compute=engine.loss_and_grads):
    """Relative differences from autograd: of the loss, and of the worst gradient."""
    model.zero_grad()
    value = eager_loss(model, x, y, tau, warmup)
    value.backward()
    loss, gradients = compute(model, x, y, tau, warmup)
    of = lambda name: getattr(model, name).grad
    size = max(float(of(name).norm()) for name in engine.PARAMETERS)
    worst = max(float((of(name) - gradients[name]).norm()) for name in engine.PARAMETERS) / size
    return abs(loss - float(value.detach())) / float(value.detach()), worst


@st.composite
def sizes(draw):
    M = draw(st.integers(1, 23))
    T = draw(st.integers(1, 30))
    return {
        "M": M,
        "L": draw(st.integers(1, 90)),
        "N": draw(st.integers(1, M)),
        "T": T,
        "B": draw(st.integers(1, 37)),
        "tau": draw(st.integers(1, 32)),
        "warmup": draw(st.integers(0, T - 1)),
        "seed": draw(st.integers(0, 10**6)),
    }


@needs_numba
@settings(max_examples=60, deadline=None, derandomize=True)
@given(sizes())
def test_gradients_equal_autograds_at_any_size(size):
    tau, warmup = size.pop("tau"), size.pop("warmup")
    model, x, y = case(**size, dtype=torch.float64)
    loss, gradient = difference(model, x, y, tau, warmup)
    assert loss < 1e-12
    assert gradient < 1e-11


@needs_numba
@pytest.mark.parametrize(
    "size, tau, warmup", [((10, 50, 3, 50, 16), 16, 0), ((10, 50, 1, 60, 21), 7, 25), ((13, 31, 13, 20, 3), 1, 0)]
)
def test_gradients_equal_autograds_in_single_precision(size, tau, warmup):
    loss, gradient = difference(*case(*size, dtype=torch.float32, seed=0), tau, warmup)
    assert loss < 1e-5
    assert gradient < 1e-5


def test_the_numpy_adjoint_equals_autograd():
    def compute(model, x, y, tau, warmup):
        loss, flat = engine._adjoint(model, x.numpy(), y.numpy(), tau, warmup)
        return loss, engine._named(model, flat)

    for tau, warmup in ((3, 0), (4, 5)):
        loss, gradient = difference(*case(5, 12, 2, 11, 4, torch.float64, seed=1), tau, warmup, compute)
        assert max(loss, gradient) < 1e-12


def test_padding_counts_for_nothing():
    model, x, y = case(4, 9, 2, 12, 16, torch.float64, seed=2)
    whole, whole_gradients = engine.loss_and_grads(model, x, y, 3)
    parts = [engine.loss_and_grads(model, x[:, piece], y[:, piece], 3) for piece in (slice(0, 5), slice(5, 16))]
    assert whole == pytest.approx(5 / 16 * parts[0][0] + 11 / 16 * parts[1][0], rel=1e-12)
    mixed = 5 / 16 * parts[0][1]["W1"] + 11 / 16 * parts[1][1]["W1"]
    torch.testing.assert_close(whole_gradients["W1"], mixed)


def test_not_a_number_stays_one():
    model, x, y = case(4, 9, 2, 12, 5, torch.float32, seed=2)
    with torch.no_grad():
        model.h2[3] = float("nan")
    loss, gradients = engine.loss_and_grads(model, x, y, 3)
    assert np.isnan(loss)
    assert gradients["W1"].isnan().any()


def test_wrong_arguments_are_named():
    model, x, y = case(4, 9, 2, 12, 5, torch.float32, seed=2)
    with pytest.raises(ValueError, match="t_forcing: expected a whole number >= 1, got 0"):
        engine.loss_and_grads(model, x, y, 0)
    with pytest.raises(ValueError, match=r"t_warmup: expected fewer steps than the sequence has \(12\), got 12"):
        engine.loss_and_grads(model, x, y, 1, 12)
    with pytest.raises(ValueError, match=r"y: expected shape \(12, 5, 2\)"):
        engine.loss_and_grads(model, x, y[:-1], 1)
    with pytest.raises(ValueError, match=r"z1: expected shape \(4,\), got \(3,\)"):
        engine.generate_orbit(model, torch.zeros(3), 5)
    with pytest.raises(ValueError, match="T: expected a whole number >= 1, got -5"):
        engine.generate_orbit(model, torch.zeros(4), -5)
    with pytest.raises(ValueError, match="z1: 4 of 4 entries are NaN or infinite"):
        engine.generate_orbit(model, torch.full((4,), torch.nan), 5)


@pytest.mark.parametrize("size", [(10, 50, 3), (17, 85, 2), (1, 1, 1), (33, 7, 30)])
@pytest.mark.parametrize("dtype, close", [(torch.float32, 1e-5), (torch.float64, 1e-12)])
def test_an_orbit_is_the_models_own(size, dtype, close):
    torch.manual_seed(0)
    model = CustomRNN(*size).to(dtype)
    z = torch.randn(size[0], dtype=dtype)
    orbit = engine.generate_orbit(model, z, 40)
    assert orbit.dtype == dtype
    assert orbit.shape == (40, size[0])
    assert not orbit.requires_grad
    with torch.no_grad():
        for row in orbit:
            z = model(z)
            torch.testing.assert_close(row, z, rtol=close, atol=close)


def test_other_models_take_the_plain_loop():
    class Doubling(CustomRNN):
        def forward(self, z):
            return 2 * z

    orbit = engine.generate_orbit(Doubling(2, 3, 1), torch.tensor([1.0, -1.0]), 3)
    assert orbit.tolist() == [[2, -2], [4, -4], [8, -8]]


def test_the_engine_is_no_answer_key():
    model, x, y = case(4, 9, 2, 12, 5, torch.float32, seed=2)
    with runtime.judging():
        with pytest.raises(RuntimeError, match="engine.loss_and_grads is not available inside an answer"):
            engine.loss_and_grads(model, x, y, 3)
        with pytest.raises(RuntimeError, match="engine.tangent_growth"):
            engine.tangent_growth(model, x[0, 0], 3)
        with pytest.raises(RuntimeError, match="engine.Trainer"):
            engine.Trainer(model, y[:, 0].numpy(), 1, 3, 2).run(np.zeros((1, 1), dtype=int), np.ones(1))


def run_python(code, **more):
    environment = {**os.environ, **more}
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, timeout=120)


def test_everything_works_without_numba():
    done = run_python(
        """
import sys
sys.modules["numba"] = None
import torch
from sheet_utils import engine, lyapunov, training
from sheet_utils.models import CustomRNN
assert not engine.AVAILABLE
engine.prepare()
torch.manual_seed(0)
model, data = CustomRNN(3, 5, 2), torch.randn(60, 2)
assert engine.generate_orbit(model, torch.zeros(3), 4).shape == (4, 3)
assert engine.loss_and_grads(model, data[:9, None], data[1:10, None], 2)[0] > 0
assert lyapunov.maximum_lyapunov_exponent(model, torch.zeros(3), 20, 5) < 1
result = training.train(model, data, steps=5, sequence_length=10)
assert result.outcome == "own" and len(result.losses) == 5
"""
    )
    assert done.returncode == 0, done.stderr
    assert "numba is not installed" in done.stdout


@needs_numba
def test_a_cache_that_cannot_be_written_does_no_harm(tmp_path):
    # A copy of the lowest floors; files stand where the folders of the cache would have to be.
    package = tmp_path / "sheet_utils"
    package.mkdir()
    for name in ("__init__", "runtime", "wire", "models", "engine", "_kernels"):
        shutil.copy(Path(engine.__file__).with_name(f"{name}.py"), package)
    (package / "__pycache__").write_text("")
    (tmp_path / "file").write_text("")
    code = f"""
import sys
sys.path.insert(0, {str(tmp_path)!r})
from sheet_utils import engine
from sheet_utils.models import CustomRNN
assert engine.__file__.startswith({str(tmp_path)!r})
assert len(engine._workspace(CustomRNN(3, 5, 2), 4, "float32")) == 4  # the smallest kernels
"""
    closed = str(tmp_path / "file" / "cache")
    done = run_python(code, HOME=closed, XDG_CACHE_HOME=closed, LOCALAPPDATA=closed)
    assert done.returncode == 0, done.stderr
    assert "Compiling the engine" in done.stderr
