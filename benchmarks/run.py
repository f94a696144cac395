"""Speed of the engine beside eager PyTorch, JAX and plain numba: everything in one run, one thread, medians of pairs.

    pip install -e .[bench] && python -m benchmarks.run

Each job is measured in turns with its rival, so that a busy machine slows both; the ratio is the median over the
pairs. Rivals that would take minutes make fewer steps, and their time is scaled: the tables say which.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

# One thread each; this has to stand before jax is imported.
os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"
os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np
import torch

from benchmarks import plain_numba
from sheet_utils import datasets, engine, lyapunov, runtime, training
from sheet_utils.models import CustomRNN

try:
    import jax
except ImportError:
    jax = None

M, L, N, T_SEQ, B, TAU = 10, 50, 3, 50, 16, 16


# --- The rivals. ------------------------------------------------------------------------------------


class SheetRNN(torch.nn.Module):
    """The sheet's model without anything around it."""

    def __init__(self, model):
        super().__init__()
        for name in engine.PARAMETERS:
            setattr(self, name, torch.nn.Parameter(getattr(model, name).detach().clone()))

    def forward(self, z):
        return self.A * z + torch.relu(z @ self.W2.T + self.h2) @ self.W1.T + self.h1


def eager_trainer(data, T_seq=T_SEQ):
    """A function that makes n steps of the sheet's loop in eager PyTorch."""
    model = SheetRNN(new_model())
    adam = torch.optim.Adam(model.parameters(), lr=1e-3)

    def run(steps):
        for _ in range(steps):
            starts = np.random.randint(0, len(data) - T_seq, size=B)
            windows = torch.stack([data[s : s + T_seq + 1] for s in starts], dim=1)
            x, y = windows[:-1], windows[1:]
            adam.zero_grad()
            z, Z = torch.zeros(B, M), []
            for t in range(T_seq):
                if t % TAU == 0:
                    z = torch.cat([x[t], z[:, N:]], dim=1)
                z = model(z)
                Z.append(z)
            loss = torch.nn.functional.mse_loss(torch.stack(Z)[:, :, :N], y)
            loss.backward()
            adam.step()

    return run


def jax_parameters(dtype):
    model = new_model()
    return {name: jax.numpy.asarray(getattr(model, name).detach().numpy(), dtype) for name in engine.PARAMETERS}


def jax_step(p, z):
    return p["A"] * z + jax.nn.relu(z @ p["W2"].T + p["h2"]) @ p["W1"].T + p["h1"]


def jax_trainer(data, chunk=100):
    """The same in JAX: scan over time, and over the steps of a chunk, under one jit; optax's Adam."""
    import optax

    lax, jnp = jax.lax, jax.numpy
    series = jnp.asarray(data.numpy())
    adam = optax.adam(1e-3)

    def loss(p, windows):
        x, y = windows[:-1], windows[1:]

        def step(z, at):
            t, now = at
            forced = jnp.concatenate([now, z[:, N:]], axis=1)
            z = jax_step(p, jnp.where(t % TAU == 0, forced, z))
            return z, z[:, :N]

        _, Z = lax.scan(step, jnp.zeros((B, M)), (jnp.arange(T_SEQ), x))
        return ((Z - y) ** 2).mean()

    def one(state, key):
        p, moments = state
        starts = jax.random.randint(key, (B,), 0, len(series) - T_SEQ)
        windows = series[starts[None, :] + jnp.arange(T_SEQ + 1)[:, None]]
        value, gradient = jax.value_and_grad(loss)(p, windows)
        updates, moments = adam.update(gradient, moments)
        return (optax.apply_updates(p, updates), moments), value

    @jax.jit
    def many(state, key):
        return lax.scan(one, state, jax.random.split(key, chunk))

    p = jax_parameters("float32")
    state = [(p, adam.init(p))]

    def run(steps):
        for k in range(steps // chunk):
            state[0], losses = many(state[0], jax.random.key(k))
        losses.block_until_ready()

    run(chunk)
    return run


def engine_trainer(data, T_seq=T_SEQ, B=B, M=M, L=L):
    """The engine's steps, batch sampling included, as `training.train` makes them."""
    settings = training.Settings(batch_size=B, sequence_length=T_seq)
    trainer = engine.Trainer(new_model(M, L), data.numpy(), B, T_seq, TAU)
    rates = np.full(training.BLOCK, 1e-3)

    def run(steps):
        for block in range(steps // training.BLOCK):
            trainer.run(training.block_starts(0, block, settings, len(data)), rates)

    run(training.BLOCK)
    return run


def plain_trainer(data):
    """The engine's steps in plain numba; it has to learn the same."""
    settings = training.Settings(batch_size=B, sequence_length=T_SEQ)
    model = new_model()
    rival = plain_numba.Trainer(engine.flat(model), M, L, N, data.numpy(), T_SEQ, TAU)
    rates = np.full(training.BLOCK, 1e-3)
    starts = training.block_starts(0, 0, settings, len(data))
    losses, _ = engine.Trainer(model, data.numpy(), B, T_SEQ, TAU).run(starts, rates)
    np.testing.assert_allclose(rival.run(starts, rates), losses, rtol=1e-2)

    def run(steps):
        for block in range(steps // training.BLOCK):
            rival.run(training.block_starts(0, block, settings, len(data)), rates)

    return run


def autograd_spectrum(model, z, steps):
    """Exponents with `torch.autograd.functional.jacobian` and one QR a step."""
    model = SheetRNN(model).double()
    z, Q, sums = z.double(), torch.eye(M, dtype=torch.float64), torch.zeros(M, dtype=torch.float64)
    for _ in range(steps):
        J = torch.autograd.functional.jacobian(model, z)
        Q, R = torch.linalg.qr(J @ Q)
        sums += R.diagonal().abs().log()
        z = model(z).detach()
    return sums / steps


def jax_spectrum(z, steps):
    """The same in JAX: one scan under jit, with the analytic Jacobian, in float64."""
    jnp = jax.numpy
    p = jax_parameters("float64")

    @jax.jit
    def run(z):
        def step(carry, _):
            z, Q, sums = carry
            active = (p["W2"] @ z + p["h2"] > 0).astype(z.dtype)
            J = jnp.diag(p["A"]) + (p["W1"] * active) @ p["W2"]
            Q, R = jnp.linalg.qr(J @ Q)
            return (jax_step(p, z), Q, sums + jnp.log(jnp.abs(jnp.diagonal(R)))), None

        (_, _, sums), _ = jax.lax.scan(step, (z, jnp.eye(M), jnp.zeros(M)), length=steps)
        return sums / steps

    start = jnp.asarray(z.double().numpy())
    return lambda: run(start).block_until_ready()


@torch.no_grad()
def eager_orbit(model, z, steps):
    """The sheet's free-running loop."""
    Z = []
    for _ in range(steps):
        z = model(z)
        Z.append(z)
    return torch.stack(Z)


# --- Measuring. -------------------------------------------------------------------------------------


def new_model(M=M, L=L):
    torch.manual_seed(0)
    return CustomRNN(M, L, N)


def seconds(function, *arguments):
    start = time.perf_counter()
    function(*arguments)
    return time.perf_counter() - start


def pairs(ours, theirs, count):
    """Medians of both times, and of the ratio, over `count` pairs. Each job returns its seconds per unit."""
    times = [(ours(), theirs()) for _ in range(count)]
    a, b = zip(*times, strict=True)
    return statistics.median(a), statistics.median(b), statistics.median(y / x for x, y in times)


def row(*cells):
    print("| " + " | ".join(str(cell) for cell in cells) + " |", flush=True)


def versus(job, rival, result, least, hoped):
    ours, theirs, ratio = result
    row(job, rival, f"{theirs * 1e3:.4g} ms", f"{ours * 1e3:.4g} ms", f"**{ratio:.3g}×**", f"{least}×", f"{hoped}×")


def compare_all(data, quick):
    count = 3 if quick else 9
    print("\n## Against others\n")
    row("job", "against", "theirs", "ours", "ratio (median of pairs)", "at least", "hoped for")
    row(*["---"] * 7)
    step = engine_trainer(data)
    ours = lambda: seconds(step, 1000) / 1000
    eager = eager_trainer(data)
    eager(5)
    versus("one training step", "eager PyTorch", pairs(ours, lambda: seconds(eager, 40) / 40, count), 40, 80)
    if jax:
        theirs = jax_trainer(data)
        versus("one training step", "JAX", pairs(ours, lambda: seconds(theirs, 500) / 500, count), 3, 5)
    plain = plain_trainer(data)
    versus("one training step", "plain numba", pairs(ours, lambda: seconds(plain, 1000) / 1000, count), 1.3, 2)

    z = torch.zeros(M)
    model = new_model()
    ours = lambda: seconds(lyapunov.lyapunov_spectrum, model, z, 100_000, 0)
    short = 1000
    theirs = lambda: seconds(autograd_spectrum, model, z, short) * 100_000 / short
    versus(
        f"spectrum, 100 000 steps (theirs: {short:,}, scaled)", "autograd + QR", pairs(ours, theirs, count), 200, 500
    )
    if jax:
        with jax.enable_x64(True):
            run = jax_spectrum(z, 100_000)
            run()
            versus("spectrum, 100 000 steps", "JAX", pairs(ours, lambda: seconds(run), min(count, 5)), 2, 5)
    ours = lambda: seconds(engine.generate_orbit, model, z, 100_000)
    sheet, short = SheetRNN(model), 10_000
    theirs = lambda: seconds(eager_orbit, sheet, z, short) * 100_000 / short
    versus(f"orbit, 100 000 steps (theirs: {short:,}, scaled)", "eager PyTorch", pairs(ours, theirs, count), 50, 200)

    steps, cores = 1000 if quick else 4000, runtime.core_count()
    runs = training.ForcedRuns()
    arrays = runs.arrays(data)
    configs = [runs.complete({"seed": seed, "t_forcing": tau, "steps": steps}) for seed in range(10) for tau in TAUS]

    def one_after_another():
        for config in configs:
            runs.train(config, arrays)

    def swept():
        with tempfile.TemporaryDirectory() as folder:
            training.sweep(configs, data, folder, progress=False)

    result = pairs(lambda: seconds(swept), lambda: seconds(one_after_another), 3)
    versus(f"{len(configs)} models of {steps:,} steps, {cores} cores", "one core", result, 1.8, 1.95)


TAUS = [1, 2, 4, 8, 16, 30, 76, 200]


def growth(data):
    print("\n## How a training step grows\n")
    print("Milliseconds; the other sizes are M = 10, L = 50, T_seq = 50, B = 16.\n")
    row("size", *["value: ms"] * 6)
    row(*["---"] * 7)
    for name, values in {
        "T_seq": (10, 25, 50, 100, 250, 500),
        "M": (3, 5, 10, 20, 50, 100),
        "L": (10, 25, 50, 100, 200, 500),
        "B": (1, 8, 16, 32, 64, 128),
    }.items():
        cells = []
        for value in values:
            step = engine_trainer(data, **{name: value})
            steps = training.BLOCK
            step(steps)
            best = statistics.median(seconds(step, steps) / steps for _ in range(3))
            cells.append(f"{value}: {best * 1e3:.3g}")
        row(name, *cells)
    print("\nModels trained at once, 3 000 steps each, all cores: seconds.\n")
    counts = (1, 2, 4, 8, 16, 32)
    row("models", *counts)
    row(*["---"] * 7)
    cells = []
    for count in counts:
        with tempfile.TemporaryDirectory() as folder:
            configs = {"seed": list(range(count)), "steps": 3000}
            cells.append(f"{seconds(lambda c=configs, f=folder: training.sweep(c, data, f, progress=False)):.2f}")
    row("seconds", *cells)


def start_up():
    print("\n## Starting\n")
    code = "import time; t = time.perf_counter(); from sheet_utils import engine; u = time.perf_counter(); "
    code += "import contextlib, io\nwith contextlib.redirect_stdout(io.StringIO()): engine.prepare()\n"
    code += "print(u - t, time.perf_counter() - u)"
    row("", "import of torch, numba and the engine", "loading or compiling the kernels")
    row("---", "---", "---")
    with tempfile.TemporaryDirectory() as cache:
        for name in ("first use (compiles)", "later"):
            done = subprocess.run(
                [sys.executable, "-c", code],
                capture_output=True, text=True, check=True, env={**os.environ, "NUMBA_CACHE_DIR": cache},
            )  # fmt: skip
            row(name, *(f"{float(value):.2f} s" for value in done.stdout.split()))


def memory(names):
    """Peak memory of one process each that trains for 300 steps: with "engine", "eager", "jax", or not at all."""
    print("\n## Peak memory of a process that trains\n")
    row("", "MiB")
    row("---", "---")
    for name in names:
        command = [sys.executable, "-m", "benchmarks.run", "--memory", name]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
        row({"nothing": "import only"}.get(name, name), f"{json.loads(done.stdout):.0f}")


def memory_of(name, data):
    makers = {"engine": engine_trainer, "eager": eager_trainer, "jax": jax_trainer}
    if name != "nothing":
        makers[name](data)(300)
    status = Path("/proc/self/status")
    if status.exists():  # getrusage would count the parent's memory from before exec
        peak = int(status.read_text().split("VmHWM:")[1].split()[0]) / 2**10
    else:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
    print(json.dumps(peak))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="fewer pairs")
    parser.add_argument("--memory", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    data = datasets.load_lorenz()
    if arguments.memory:
        return memory_of(arguments.memory, data)
    if jax is None:
        print("JAX is not installed and is left out: pip install -e .[bench]")
    compare_all(data, arguments.quick)
    growth(data)
    start_up()
    return memory(["nothing", "engine", "eager", *(["jax"] if jax else [])])


if __name__ == "__main__":
    main()
