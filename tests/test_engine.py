"""The kernels against autograd and the model's own forward; they are no answer key; without numba all works."""

import json
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

from sheet_utils import engine, lyapunov, runtime
from sheet_utils.models import CustomRNN

needs_numba = pytest.mark.skipif(not engine.AVAILABLE, reason="numba is not installed")


def eager_loss(model, x, y, tau, warmup=0, alpha=None):
    """The loss as the sheet and, with alpha, Hess et al. define it, for autograd."""
    z = x.new_zeros(x.shape[1], model.M)
    errors = []
    for t in range(len(x)):
        forced = t < warmup or (t - warmup) % tau == 0 if alpha is None else t == 0
        if forced:
            z = torch.cat([x[t], z[:, model.N :]], dim=1)
        elif alpha is not None:
            z = torch.cat([alpha * x[t] + (1 - alpha) * z[:, : model.N], z[:, model.N :]], dim=1)
        z = model(z)
        if t >= warmup:
            errors.append(z[:, : model.N] - y[t])
    return torch.stack(errors).square().mean()


def case(M, L, N, T, B, dtype, seed):
    torch.manual_seed(seed)
    model = CustomRNN(M, L, N).to(dtype)
    x, y = torch.randn(2, T, B, N, dtype=dtype)
    return model, x, y


def difference(model, x, y, tau, warmup, alpha=None, compute=engine.loss_and_grads):
    """Relative differences from autograd: of the loss, and of the worst gradient."""
    model.zero_grad()
    value = eager_loss(model, x, y, tau, warmup, alpha)
    value.backward()
    loss, gradients = compute(model, x, y, tau, warmup, alpha)
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
        "alpha": draw(st.none() | st.floats(0, 1)),
        "seed": draw(st.integers(0, 10**6)),
    }


@needs_numba
@settings(max_examples=60, deadline=None, derandomize=True)
@given(sizes())
def test_gradients_equal_autograds_at_any_size(size):
    tau, warmup, alpha = size.pop("tau"), size.pop("warmup"), size.pop("alpha")
    model, x, y = case(**size, dtype=torch.float64)
    loss, gradient = difference(model, x, y, tau, warmup, alpha)
    assert loss < 1e-12
    assert gradient < 1e-11


@needs_numba
@pytest.mark.parametrize("size, tau, warmup, alpha", [
    ((10, 50, 3, 50, 16), 16, 0, None), ((10, 50, 1, 60, 21), 7, 25, None), ((13, 31, 13, 20, 3), 1, 0, None),
    ((10, 50, 3, 50, 16), 1, 0, 0.125), ((3, 50, 3, 75, 16), 1, 0, 0.1), ((10, 50, 1, 60, 21), 1, 25, 0.5),
])  # fmt: skip
def test_gradients_equal_autograds_in_single_precision(size, tau, warmup, alpha):
    loss, gradient = difference(*case(*size, dtype=torch.float32, seed=0), tau, warmup, alpha)
    assert loss < 1e-5
    assert gradient < 1e-5


@pytest.mark.parametrize("tau, warmup, alpha", [(3, 0, None), (4, 5, None), (1, 0, 0.3), (1, 4, 0.05), (1, 0, 0)])
def test_the_numpy_adjoint_equals_autograd(monkeypatch, tau, warmup, alpha):
    monkeypatch.setattr(engine, "AVAILABLE", False)
    loss, gradient = difference(*case(5, 12, 2, 11, 4, torch.float64, seed=1), tau, warmup, alpha)
    assert loss < 1e-12
    assert gradient < 1e-12


def test_orbits_and_exponents_without_numba_are_the_models_own(monkeypatch):
    monkeypatch.setattr(engine, "AVAILABLE", False)
    torch.manual_seed(2)
    model = CustomRNN(4, 9, 2).double()
    z = z1 = torch.randn(4, dtype=torch.float64)
    for row in engine.generate_orbit(model, z1, 30):
        z = model(z).detach()
        assert torch.allclose(row, z, rtol=1e-12, atol=1e-14)
    as_functions = (lambda z: model(torch.from_numpy(z)).detach().numpy(),
                    lambda z: model.jacobian(torch.from_numpy(z)).detach().numpy())  # fmt: skip
    expected = lyapunov.lyapunov_spectrum(as_functions, z1, 50, 10)
    np.testing.assert_allclose(lyapunov.lyapunov_spectrum(model, z1, 50, 10), expected, rtol=1e-9)


def steps_by_autograd(model, data, starts, rates, alphas, T):
    """What `Trainer.run` computes, by autograd and torch's Adam."""
    adam = torch.optim.Adam(model.parameters())
    losses = []
    for row, rate, alpha in zip(starts, rates, alphas, strict=True):
        adam.param_groups[0]["lr"] = float(rate)
        windows = torch.stack([data[start : start + T + 1] for start in row], dim=1)
        adam.zero_grad()
        loss = eager_loss(model, windows[:-1], windows[1:], None, 0, float(alpha))
        loss.backward()
        adam.step()
        losses.append(float(loss.detach()))
    return losses


@needs_numba
def test_a_strength_of_forcing_for_every_step_of_the_optimiser():
    model, data, _ = case(5, 12, 2, 60, 1, torch.float64, seed=3)
    data, T = data[:, 0], 15
    generator = np.random.default_rng(0)
    starts, rates = generator.integers(0, 60 - T, size=(20, 4)), np.linspace(1e-2, 1e-3, 20)
    alphas = np.linspace(1, 0, 20)
    trainer = engine.Trainer(model, data.numpy(), 4, T)
    losses, made = trainer.run(starts, rates, alphas)
    assert made == 20
    np.testing.assert_allclose(losses, steps_by_autograd(model, data, starts, rates, alphas, T), rtol=1e-10)
    np.testing.assert_allclose(trainer.parameters, engine.flat(model), rtol=1e-8)


def test_the_weights_of_every_step():
    weights = engine.forcing.weights
    assert weights(7, t_forcing=3).tolist() == [1, 0, 0, 1, 0, 0, 1]
    assert weights(7, t_forcing=3, t_warmup=2).tolist() == [1, 1, 1, 0, 0, 1, 0]
    assert weights(4, alpha=0.25).tolist() == [1, 0.25, 0.25, 0.25]
    assert weights(4, t_warmup=2, alpha=0.25).tolist() == [1, 0.25, 0.25, 0.25]
    assert weights(3, t_forcing=1, alpha=np.array([0.5, 0])).tolist() == [[1, 0.5, 0.5], [1, 0, 0]]
    with pytest.raises(ValueError, match="t_forcing, alpha: give one of them"):
        weights(4)
    with pytest.raises(ValueError, match="alpha: expected a number from 0 .*, got -0.1"):
        weights(4, alpha=np.array([0.5, -0.1]))


def product_of_jacobians(model, x, alpha):
    """d z_T / d z_0 for a window x, (T, N), by autograd through the forced map; and the largest ||J|| on the way."""
    norms = []

    def forced(z):
        for t in range(len(x)):
            if t:
                z = torch.cat([alpha * x[t] + (1 - alpha) * z[: model.N], z[model.N :]])
            norms.append(torch.linalg.matrix_norm(model.jacobian(z).detach(), 2))
            z = model(z)
        return z

    product = torch.autograd.functional.jacobian(forced, torch.cat([x[0], x.new_zeros(model.M - model.N)]))
    return float(torch.linalg.matrix_norm(product, 2)), float(max(norms))


@pytest.mark.parametrize("alpha", [0.05, 0.3, 0.8])
def test_gradients_are_bounded_where_every_unit_is_observed(alpha):
    """For M = N the product of T Jacobians is at most sigma_max ((1 - alpha) sigma_max)^(T - 1) (Hess et al., 2023)."""
    model, x, _ = case(3, 20, 3, 30, 1, torch.float64, seed=5)
    with torch.no_grad():
        model.A.copy_(torch.tensor([1.12, 1.1, 1.08]))
        model.W1.mul_(0.05)
    free, _ = product_of_jacobians(model, x[:, 0], 0.0)
    forced, sigma = product_of_jacobians(model, x[:, 0], alpha)
    bound = sigma * ((1 - alpha) * sigma) ** 29
    assert 0 < forced <= bound * (1 + 1e-12)
    # The bound says something here: without forcing the product is larger.
    assert free > bound


@needs_numba
def test_forcing_leaves_the_hidden_units_alone():
    """With M > N a hidden unit's gradient comes through in full: alpha = 1 is teacher forcing of N units, not of M."""
    model, x, y = case(4, 9, 2, 12, 5, torch.float64, seed=2)
    always, gradients = engine.loss_and_grads(model, x, y, alpha=1)
    every_step, equal = engine.loss_and_grads(model, x, y, t_forcing=1)
    assert always == every_step
    assert all(torch.equal(gradients[name], equal[name]) for name in engine.PARAMETERS)
    assert gradients["W1"][2:].abs().max() > 0


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
    with pytest.raises(ValueError, match=r"alpha: expected a number from 0 \(free-running\) to 1 .*, got 1.5"):
        engine.loss_and_grads(model, x, y, alpha=1.5)
    with pytest.raises(ValueError, match="t_forcing, alpha: give one of them"):
        engine.loss_and_grads(model, x, y)
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


#: Runs code in forks of itself: what it is asked to comes line by line, and the exit status goes back.
FORKING = """
import json, os, signal, sys, traceback
import torch
for line in sys.stdin:
    code, environment, outputs = json.loads(line)
    if os.fork() == 0:
        status = 1
        try:
            signal.alarm(120)
            for number, path in enumerate(outputs, start=1):
                os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT), number)
            os.environ.update(environment)
            sys.dont_write_bytecode = "PYTHONDONTWRITEBYTECODE" in os.environ
            exec(code, {"__name__": "__main__"})
            status = 0
        except BaseException:
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(status)
    print(os.wait()[1], flush=True)
"""


@pytest.fixture(scope="module")
def run_python(tmp_path_factory):
    """Runs code in a process of its own, in which torch is imported, and neither numba nor anything of the course.

    It is called with the code, and what the environment has to hold besides; it returns a CompletedProcess.
    """
    if not hasattr(os, "fork"):
        yield lambda code, **more: subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, env={**os.environ, **more}, timeout=120
        )
        return
    with subprocess.Popen(
        [sys.executable, "-c", FORKING], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as forking:

        def run(code, **more):
            outputs = [tmp_path_factory.mktemp("run") / name for name in ("stdout", "stderr")]
            print(json.dumps([code, more, list(map(str, outputs))]), file=forking.stdin, flush=True)
            status = int(forking.stdout.readline())
            return subprocess.CompletedProcess(code, status, *(path.read_text() for path in outputs))

        yield run
        forking.stdin.close()


def test_everything_works_without_numba(run_python):
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
assert result.outcome == "engine" and len(result.losses) == 5
"""
    )
    assert done.returncode == 0, done.stderr
    assert "numba is not installed" in done.stdout


# --- The cache on disk. -----------------------------------------------------------------------------

SMALL_KERNEL = """
from sheet_utils.engine.compiling import compiled

@compiled
def total(numbers):
    sum = 0.0
    for number in numbers:
        sum += number
    return sum
"""
COMPILE_IT = """
import sys
sys.path.insert(0, {folder!r})
{before}
import numpy as np
from sheet_utils.engine import compiling, small
assert small.__file__.startswith({folder!r})
with compiling.announced():
    assert small.total(np.ones(3)) == 3
print("hits", sum(small.total.stats.cache_hits.values()))
"""


@pytest.fixture
def package(tmp_path):
    """A copy of the lowest floors with a small kernel in it, which has a cache of its own."""
    folder = tmp_path / "sheet_utils"
    for name in ("engine", "models"):
        source = Path(runtime.__file__).with_name(name)
        shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__", "*.nb?"))
    for name in ("__init__", "runtime", "wire"):
        shutil.copy(Path(runtime.__file__).with_name(f"{name}.py"), folder)
    (folder / "engine" / "small.py").write_text(SMALL_KERNEL)
    return folder


@pytest.fixture
def compile_one(package, run_python):
    """Compiles the small kernel of the copy in a new process, after some lines of code; `more` is its environment."""

    def compiled(before="", **more):
        done = run_python(COMPILE_IT.format(folder=str(package.parent), before=before), **more)
        assert done.returncode == 0, done.stderr
        return done

    return compiled


@needs_numba
def test_the_cache_is_used_and_made_anew_when_a_file_of_the_package_changes(package, compile_one, tmp_path):
    cache = {"NUMBA_CACHE_DIR": str(tmp_path / "cache")}
    first = compile_one(**cache)
    assert "hits 0" in first.stdout
    assert "Compiling the engine" in first.stderr
    second = compile_one(**cache)
    assert "hits 1" in second.stdout
    assert "Compiling the engine" not in second.stderr
    # The kernel is in another file; numba by itself would load what it has.
    with (package / "engine" / "registers.py").open("a") as file:
        file.write("# changed\n")
    assert "hits 0" in compile_one(**cache).stdout


@needs_numba
def test_a_cache_that_cannot_be_written_does_no_harm(package, compile_one, tmp_path):
    # Files stand where the folders of the cache would have to be.
    (package / "engine" / "__pycache__").write_text("")
    (tmp_path / "file").write_text("")
    closed = str(tmp_path / "file" / "cache")
    done = compile_one(HOME=closed, XDG_CACHE_HOME=closed, LOCALAPPDATA=closed)
    assert "Compiling the engine" in done.stderr


@needs_numba
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the size of files")
def test_a_disk_that_fails_later_does_no_harm(compile_one, tmp_path):
    """numba finds the folder writable, and the compiled kernel too large: a quota or a full disk does the same."""
    before = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))"
    cache = tmp_path / "cache"
    compile_one(before, NUMBA_CACHE_DIR=str(cache), PYTHONDONTWRITEBYTECODE="1")
    assert cache.is_dir()
    assert not list(cache.rglob("*.nbc"))


BESIDE = """
from sheet_utils.engine import compiling, small
compiling.core_count = lambda: 2
with compiling.beside(small.total, "import numpy; from sheet_utils.engine import small; small.total(numpy.ones(3))"):
    pass
"""
BY_ITSELF = """
import subprocess
import numpy as np
from numba.core.caching import NullCache
from sheet_utils.engine import compiling, small

def is_started(cores):
    started = []
    compiling.core_count = lambda: cores
    compiling.subprocess.Popen = lambda *_, **__: started.append(None)
    with compiling.beside(small.total, ""):
        return bool(started)

assert is_started(2) and not is_started(1)
small.total(np.ones(3))
assert not is_started(2), "it is on disk already"
small.total._cache = NullCache()
assert not is_started(2), "it cannot be kept"
"""


@needs_numba
def test_what_another_process_compiled_beside_this_one_is_loaded(compile_one, tmp_path):
    done = compile_one(BESIDE, NUMBA_CACHE_DIR=str(tmp_path / "cache"))
    assert "hits 1" in done.stdout and "Compiling the engine" not in done.stderr
    compile_one(BY_ITSELF, NUMBA_CACHE_DIR=str(tmp_path / "other"))


@needs_numba
def test_a_damaged_cache_is_made_anew(compile_one, tmp_path):
    cache = tmp_path / "cache"
    compile_one(NUMBA_CACHE_DIR=str(cache))
    for path in cache.rglob("*.nb?"):
        path.write_bytes(b"")
    assert "hits 0" in compile_one(NUMBA_CACHE_DIR=str(cache)).stdout


def test_a_few_first_vectors_are_the_first_of_all():
    """Whether an exponent is computed alone or with all the others, it starts from the same direction."""
    for M, k in ((7, 3), (64, 16), (200, 1)):
        few, every = engine.first_vectors(M, k), engine.first_vectors(M, M)
        assert few.shape == (M, k)
        np.testing.assert_allclose(few.T @ few, np.eye(k), atol=1e-13)
        np.testing.assert_allclose(few, every[:, :k], atol=1e-12)
