"""Exponents and training steps beside packages made for them: one machine, one run, one thread, medians of turns.

    pip install -e .[bench] -r benchmarks/peers.txt && python -m benchmarks.peers [--quick] [--only WORD] [--write]

Within a table every row does the same arithmetic: the same type of float, the same windows or the same number of steps,
all exponents, and an orthogonalisation as often as the row says. Every peer gets the settings that its documentation
recommends. Its first call, which compiles, is timed by itself; then all rows of a table take turns, and a row's ratio
is the median over the turns of its time to ours. Beside the speed stands the error. What is not installed has a row
that says how to install it. With `--write` the tables go into `benchmarks/README.md`.
"""

import argparse
import contextlib
import functools
import importlib.metadata
import importlib.util
import os
import statistics
import sys
import tempfile
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch

from benchmarks import plain_numba, run
from sheet_utils import datasets, engine, lyapunov, systems, timeseries

M, L, N, B, TAU, T_SEQ = run.M, run.L, run.N, run.B, run.TAU, run.T_SEQ
README = Path(__file__).with_name("README.md")
BEGIN, END = "<!-- peers: written by benchmarks/peers.py -->", "<!-- end of peers -->"
#: Training steps in a measurement, and those whose losses are compared.
STEPS = 500
#: Steps of the network's orbit, of the reference's, and of the flow's, and how long a step of the flow is.
ORBIT, REFERENCE, FLOW, DT = 50_000, 200_000, 20_000, 0.01
#: Rosenstein's method: length of the series, units of time between two values, and what all packages are given.
SERIES, SAMPLING, DELAY, DIMENSION, THEILER, HORIZON, FIRST = 3000, 0.03, 4, 3, 40, 60, 5

#: Named by a sceptic, and in no table.
ABSENT = {
    "DynamicalSystems.jl, ChaosTools.jl": "Julia's packages: no package registry of Python has them, nor Julia's own",
    "reservoirpy": "another job: it trains a read-out by ridge regression, and has no routine for exponents and none "
    "for gradients through time",
    "neurokit2, `eckmann1986`": "its documentation says that this method does not work; its other one is below",
    "nolds, `lyap_e`": "another method, by Jacobians fitted to a series; the course has none of that kind",
    "torch.compile with a QR": "another peer already: inductor has no QR of its own and calls the same LAPACK",
}


class NotThere(Exception):
    """A peer that cannot be measured here; the text says what to do."""


@dataclass
class Peer:
    """One row of a table.

    Attributes:
        name: what it is, with its settings.
        make: a function of nothing that returns a function of nothing that does the whole job and returns its result.
        packages: the names of packages, as they are imported, that it needs.
        units: how many steps, or whatever times are told for, it makes.
        rhythm: what is the same among rows whose ratio means something, such as "a QR every step".
        comparable: whether its result should be that of the others.
    """

    name: str
    make: Callable
    packages: tuple = ()
    units: int = 1
    rhythm: str = ""
    comparable: bool = True
    seconds: list = field(default_factory=list)
    first: float = 0.0
    error: tuple = ()
    trouble: str = ""
    run: Callable | None = None

    def version(self) -> str:
        """The versions of its packages, for the table."""
        distributions = importlib.metadata.packages_distributions()
        return ", ".join(
            f"{name} {importlib.metadata.version(distributions[name][0])}" for name in self.packages if name != "torch"
        )


def compare(title, unit, scale, peers, error_of, turns, only=""):
    """Measure the rows of one table in turns, the first one being ours.

    Args:
        title: the table's heading.
        unit, scale: the name of the unit that times are told in, and how many of it make a second.
        peers: a list of `Peer`.
        error_of: a function of a peer's result that returns its error.
        turns: how many times everything is measured.
        only: a part of a name; other rows than ours are left out.

    Returns:
        The table's lines.
    """
    peers = [peer for number, peer in enumerate(peers) if not number or only.lower() in peer.name.lower()]
    for peer in peers:
        missing = [name for name in peer.packages if importlib.util.find_spec(name) is None]
        if missing:
            peer.trouble = f"{', '.join(missing)} not installed: `pip install -r benchmarks/peers.txt`"
            continue
        print(f"  {title}: {peer.name}", file=sys.stderr, flush=True)
        try:
            peer.run, results = peer.make(), []
            peer.first = run.seconds(lambda peer=peer, results=results: results.append(peer.run()))
            peer.error = np.atleast_1d(error_of(results[0])) if peer.comparable else ()
        except Exception as error:
            # A peer that fails is a row, not the end of the comparison.
            first = (str(error).strip() or repr(error)).splitlines()[0]
            peer.trouble, peer.run = f"did not run: {type(error).__name__}: {first[:120]}", None
    for _ in range(turns):
        for peer in peers:
            if peer.run:
                peer.seconds.append(run.seconds(peer.run) / peer.units)
    ours = {peer.rhythm: peer for peer in reversed(peers) if not peer.packages}
    lines = [f"**{title}**", "", f"| who | first call | {unit} | beside ours | error |", "|---|---:|---:|---:|---:|"]
    for peer in peers:
        if peer.trouble:
            lines.append(f"| {peer.name} | | | | {peer.trouble} |")
            continue
        rival = ours.get(peer.rhythm, peers[0])
        ratio = statistics.median(a / b for a, b in zip(peer.seconds, rival.seconds, strict=True))
        named = f"{peer.name} ({version})" if (version := peer.version()) else peer.name
        lines.append(
            f"| {named} | {peer.first:.2g} s | {statistics.median(peer.seconds) * scale:.3g} "
            f"| {'1' if peer is rival else f'{ratio:.3g}×'} | {', '.join(f'{error:.1g}' for error in peer.error)} |"
        )
    return [*lines, ""]


# --- A training step. -------------------------------------------------------------------------------


def training_peers(data):
    """The rows of the first table: `STEPS` steps of Adam at a rate of 1e-3 on the same windows, in float32.

    Args:
        data: (T, N), the series.

    Returns:
        (a list of `Peer`, the function that gives the error of the losses).
    """
    starts = np.random.default_rng(0).integers(0, len(data) - T_SEQ, (STEPS, B))
    rates = np.full(STEPS, 1e-3)

    def ours():
        return lambda: engine.Trainer(run.new_model(), data.numpy(), B, T_SEQ, TAU).run(starts, rates)[0]

    def generalised():
        return lambda: engine.Trainer(run.new_model(), data.numpy(), B, T_SEQ).run(starts, rates, np.full(STEPS, 0.1))

    def numba_loops():
        flat = engine.flat(run.new_model())
        return lambda: plain_numba.Trainer(flat, M, L, N, data.numpy(), T_SEQ, TAU).run(starts, rates)

    def in_torch(loss_of, optimiser=torch.optim.Adam, steps=STEPS, dtype=torch.float32, **settings):
        model, series = run.SheetRNN(run.new_model()).to(dtype), data.to(dtype)
        at = torch.arange(T_SEQ + 1)[:, None]
        first = {name: value.clone() for name, value in model.state_dict().items()}
        adam = [None]

        def steps_of():
            model.load_state_dict(first)
            adam[0] = optimiser(model.parameters(), lr=1e-3, **settings)
            losses = []
            for row in torch.from_numpy(starts[:steps]):
                windows = series[row[None] + at]
                adam[0].zero_grad()
                loss = loss_of(model, windows[:-1], windows[1:])
                loss.backward()
                adam[0].step()
                losses.append(loss.item())
            return np.array(losses)

        return steps_of

    def unrolled(model, x, y):
        z, Z = torch.zeros(B, M, dtype=x.dtype), []
        for t in range(T_SEQ):
            if t % TAU == 0:
                z = torch.cat([x[t], z[:, N:]], dim=1)
            z = model(z)
            Z.append(z)
        return torch.nn.functional.mse_loss(torch.stack(Z)[:, :, :N], y)

    def scanned(model, x, y):
        from torch._higher_order_ops.scan import scan

        def step(z, now):
            forced, row = now
            z = model(torch.where(forced, torch.cat([row, z[:, N:]], dim=1), z))
            return z, z[:, :N].clone()

        forced = (torch.arange(T_SEQ) % TAU == 0)[:, None, None].expand(-1, B, M)
        _, Z = scan(step, torch.zeros(B, M), (forced, x))
        return torch.nn.functional.mse_loss(Z, y)

    def in_jax(unroll):
        import jax
        import optax

        jnp, lax = jax.numpy, jax.lax
        series, adam = jnp.asarray(data.numpy()), optax.adam(1e-3)
        p = run.jax_parameters("float32")

        def loss(p, windows):
            x, y = windows[:-1], windows[1:]

            def step(z, now):
                t, row = now
                z = run.jax_step(p, jnp.where(t % TAU == 0, jnp.concatenate([row, z[:, N:]], axis=1), z))
                return z, z[:, :N]

            _, Z = lax.scan(step, jnp.zeros((B, M), "float32"), (jnp.arange(T_SEQ), x), unroll=unroll)
            return ((Z - y) ** 2).mean()

        def one(state, row):
            p, moments = state
            windows = series[row[None, :] + jnp.arange(T_SEQ + 1)[:, None]]
            value, gradient = jax.value_and_grad(loss)(p, windows)
            updates, moments = adam.update(gradient, moments)
            return (optax.apply_updates(p, updates), moments), value

        many = jax.jit(lambda rows: lax.scan(one, (p, adam.init(p)), rows)[1])
        rows = jnp.asarray(starts)
        return lambda: np.asarray(many(rows))

    few = 100
    compiled = functools.partial(torch.compile, fullgraph=True)
    adam = {"optimiser": functools.partial(torch.optim.Adam, fused=True), "steps": few}
    peers = [
        Peer("the course's engine", ours, units=STEPS),
        Peer("the same under generalised forcing, alpha = 0.1", generalised, units=STEPS, comparable=False),
        Peer("the same arithmetic in plain numba", numba_loops, ("numba",), STEPS),
        *(
            Peer(f"JAX: `scan` over time (unroll={n}) and over steps under one `jit`, optax", lambda n=n: in_jax(n),
                 ("jax", "optax"), STEPS)
            for n in (1, 5, T_SEQ)
        ),
        Peer("`torch.compile` of the loss, time unrolled, fused Adam", lambda: in_torch(compiled(unrolled), **adam),
             ("torch",), few),
        Peer("`torch.compile` of the loss with torch's `scan`, fused Adam", lambda: in_torch(compiled(scanned), **adam),
             ("torch",), few),
        Peer("eager PyTorch, fused Adam", lambda: in_torch(unrolled, **adam), ("torch",), few),
    ]  # fmt: skip
    exact = in_torch(unrolled, steps=few, dtype=torch.float64)()
    return peers, lambda losses: np.abs(losses[:few] / exact - 1).max()


# --- Exponents of a network. ------------------------------------------------------------------------


def trained(data):
    """A network that was trained on the Lorenz system, and a state on its attractor.

    Args:
        data: (T, N), the series.

    Returns:
        (a `CustomRNN` in float64, (M,) in float64).
    """
    model = run.new_model()
    trainer = engine.Trainer(model, data.numpy(), B, T_SEQ, TAU, clip=0.01)
    steps = 20_000
    starts = np.random.default_rng(1).integers(0, len(data) - T_SEQ, (steps, B))
    trainer.run(starts, 1.5e-3 * (1 + np.cos(np.pi * np.arange(steps) / steps)))
    trainer.write_back()
    model = model.double()
    z = torch.cat([data[0].double(), torch.zeros(M - N, dtype=torch.float64)])
    return model, engine.generate_orbit(model, z, 5000)[-1]


def network_peers(data):
    """The rows of the second table: all M exponents along an orbit of a trained network, in float64.

    Args:
        data: (T, N), the series.

    Returns:
        (a list of `Peer`, the function that gives the error, a sentence about the reference).
    """
    model, z1 = trained(data)
    A, W1, W2, h1, h2 = (getattr(model, name).detach().numpy() for name in engine.PARAMETERS)
    start = z1.numpy()

    def step(z):
        return A * z + W1 @ np.maximum(W2 @ z + h2, 0) + h1

    def jacobian(z):
        return np.diag(A) + (W1 * (W2 @ z + h2 > 0)) @ W2

    def in_numpy(steps, blocks=1):
        z, Q, sums = start, np.eye(M), np.zeros((blocks, M))
        for t in range(steps):
            Q, R = np.linalg.qr(jacobian(z) @ Q)
            sums[t * blocks // steps] += np.log(np.abs(np.diagonal(R)))
            z = step(z)
        return sums / (steps // blocks)

    def ours(every):
        return lambda: lambda: lyapunov.lyapunov_spectrum(model, z1, ORBIT, 0, every=every)

    def jax_step():
        import jax

        # What is run here is float64, as is everything that follows.
        jax.config.update("jax_enable_x64", True)
        jnp = jax.numpy
        a, w1, w2, b1, b2 = (jnp.asarray(v) for v in (A, W1, W2, h1, h2))
        return jax, lambda z: a * z + w1 @ jnp.maximum(w2 @ z + b2, 0) + b1, (a, w1, w2, b2)

    def in_jax(every, orthogonalise):
        jax, F, (a, w1, w2, b2) = jax_step()
        jnp, lax = jax.numpy, jax.lax

        def gram_schmidt(V):
            columns, lengths = [], []
            for j in range(M):
                v = V[:, j]
                for q in columns:
                    v = v - (q @ v) * q
                lengths.append(jnp.linalg.norm(v))
                columns.append(v / lengths[-1])
            return jnp.stack(columns, axis=1), jnp.stack(lengths)

        def lapack(V):
            Q, R = jnp.linalg.qr(V)
            return Q, jnp.diagonal(R)

        split = {"LAPACK": lapack, "Gram-Schmidt": gram_schmidt}[orthogonalise]

        def follow(carry, _):
            z, V = carry
            active = (w2 @ z + b2 > 0).astype(z.dtype)
            return (F(z), (jnp.diag(a) + (w1 * active) @ w2) @ V), None

        def block(carry, _):
            z, V, sums = carry
            (z, V), _ = lax.scan(follow, (z, V), length=every)
            Q, lengths = split(V)
            return (z, Q, sums + jnp.log(jnp.abs(lengths))), None

        z = jnp.asarray(start)
        job = jax.jit(lambda z: lax.scan(block, (z, jnp.eye(M), jnp.zeros(M)), length=ORBIT // every)[0][2] / ORBIT)
        return lambda: np.asarray(job(z))

    def with_lyapax(every):
        import lyapax

        jax, F, _ = jax_step()
        job = jax.jit(lambda z: lyapax.lyapunov_spectrum(F, z, 1.0, ORBIT, renorm_every=every).exponents)
        z = jax.numpy.asarray(start)
        return lambda: np.asarray(job(z))

    def with_chaotax():
        import chaotax

        jax, F, _ = jax_step()
        # Its own `scan` is compiled; under `jit` it would ask a traced number for a shape.
        job = chaotax.lyapunov_spectrum(F, rollout_steps=ORBIT, warmup_steps=0, discard_steps=0)
        z, eye = jax.numpy.asarray(start), jax.numpy.eye(M)
        return lambda: np.asarray(job(z, eye))

    def with_evales():
        import numba
        from evaLEs.numbaLE import computeLE

        @numba.njit
        def map_(t, z, p):
            return A * z + W1 @ np.maximum(W2 @ z + h2, 0) + h1

        @numba.njit
        def derivative(t, z, p):
            return np.diag(A) + (W1 * (W2 @ z + h2 > 0)) @ W2

        times = np.arange(ORBIT + 1, dtype=float)
        return lambda: computeLE(map_, derivative, start, times, p=0.0, continuous=False)[-1]

    def torch_scan():
        from torch._higher_order_ops.scan import scan

        a, w1, w2, b1, b2 = (torch.from_numpy(v) for v in (A, W1, W2, h1, h2))
        piece = 1000

        def follow(carry, _):
            z, Q, sums = carry
            active = (w2 @ z + b2 > 0).to(z.dtype)
            Q, R = torch.linalg.qr((torch.diag(a) + (w1 * active) @ w2) @ Q)
            z = a * z + w1 @ torch.relu(w2 @ z + b2) + b1
            return (z, Q.contiguous(), sums + R.diagonal().abs().log()), z[:1].clone()

        steps = torch.zeros(piece, 1)

        @functools.partial(torch.compile, fullgraph=True)
        def many(z, Q, sums):
            return scan(follow, (z, Q, sums), steps)[0]

        def job():
            with torch.no_grad():
                carry = torch.from_numpy(start), torch.eye(M).double(), torch.zeros(M).double()
                for _ in range(ORBIT // 10 // piece):
                    carry = many(*carry)
                return (carry[2] / (ORBIT // 10)).numpy()

        return job

    blocks = 20
    parts = in_numpy(REFERENCE, blocks)
    exact, spread = parts.mean(axis=0), parts.std(axis=0, ddof=1) / np.sqrt(blocks)
    order = np.argsort(exact)[::-1]
    exact, spread = exact[order], spread[order] * np.sqrt(REFERENCE / ORBIT)
    each, tenth = "a QR every step", "a QR every 10 steps"
    peers = [
        Peer("the course's engine, a QR every step", ours(1), units=ORBIT, rhythm=each),
        Peer("the course's engine, every 10 steps", ours(10), units=ORBIT, rhythm=tenth),
        *(
            Peer(f"JAX `scan`, analytic Jacobian, {kind}{' QR' if kind == 'LAPACK' else ', unrolled'}, {name}",
                 lambda every=every, kind=kind: in_jax(every, kind), ("jax",), ORBIT, rhythm)
            for every, name, rhythm in ((1, "every step", each), (10, "every 10 steps", tenth))
            for kind in ("LAPACK", "Gram-Schmidt")
        ),
        Peer("lyapax under `jit`, every step", lambda: with_lyapax(1), ("lyapax",), ORBIT, each),
        Peer("lyapax under `jit`, every 10 steps", lambda: with_lyapax(10), ("lyapax",), ORBIT, tenth),
        Peer("chaotax, every step", with_chaotax, ("chaotax",), ORBIT, each),
        Peer("evaLEs with numba, every step", with_evales, ("evaLEs", "scipy"), ORBIT, each),
        Peer("torch's `scan` under `torch.compile`, LAPACK, every step", torch_scan, ("torch",), ORBIT // 10, each),
        Peer("NumPy, a loop, LAPACK, every step", lambda: lambda: in_numpy(ORBIT // 10)[0], ("numpy",), ORBIT // 10,
             each),
    ]  # fmt: skip
    remark = (
        "The errors are those of the largest exponent and of the exponent that differs most, in nats a step, "
        f"from a loop in NumPy over {REFERENCE // 1000} 000 steps, where these exponents are {exact[0]:.4f} to "
        f"{exact[-1]:.2f}. By chance they differ by {spread[0]:.1g} and {spread.max():.1g} in {ORBIT // 1000} 000 "
        "steps (standard errors), and by three times as much in the rows that make a tenth of them. "
        "Rows that write the step in the same order share one orbit, and so their chance."
    )

    def error_of(exponents):
        differences = np.abs(np.sort(exponents)[::-1] - exact)
        return differences[0], differences.max()

    return peers, error_of, remark


# --- Exponents of a flow. ---------------------------------------------------------------------------


def flow_peers():
    """The rows of the third table: all exponents of the Lorenz system over `FLOW` steps of `DT`.

    Returns:
        (a list of `Peer`, the function that gives the error).
    """
    start = systems.integrate(systems.Lorenz(), np.array([1.0, 2.0, 20.0]), 5000, DT)[-1]
    sigma, rho, beta = 10.0, 28.0, 8 / 3

    def ours():
        flow = lyapunov.TimeStep(systems.Lorenz(), DT)
        return lambda: lyapunov.lyapunov_spectrum(flow, start, FLOW, 0) / DT

    def rhs():
        import jax

        jax.config.update("jax_enable_x64", True)
        jnp = jax.numpy
        return jax, lambda u: jnp.array([sigma * (u[1] - u[0]), u[0] * (rho - u[2]) - u[1], u[0] * u[1] - beta * u[2]])

    def with_lyapax(every):
        import lyapax

        jax, f = rhs()

        @jax.jit
        def job(u):
            problem = lyapax.ode_problem(f, state0=u, dt=DT)
            return lyapax.lyapunov_spectrum(problem, n_steps=FLOW, renorm_every=every).exponents

        u = jax.numpy.asarray(start)
        return lambda: np.asarray(job(u))

    def with_chaotax():
        import chaotax

        jax, f = rhs()

        def step(u):
            k1 = f(u)
            k2 = f(u + DT / 2 * k1)
            k3 = f(u + DT / 2 * k2)
            return u + DT / 6 * (k1 + 2 * k2 + 2 * k3 + f(u + DT * k3))

        job = chaotax.lyapunov_spectrum(step, rollout_steps=FLOW, warmup_steps=0, discard_steps=0, dt=DT)
        u, eye = jax.numpy.asarray(start), jax.numpy.eye(3)
        return lambda: np.asarray(job(u, eye))

    def with_evales():
        import numba
        from evaLEs.numbaLE import computeLE

        @numba.njit
        def f(t, u, p):
            return np.array([sigma * (u[1] - u[0]), u[0] * (rho - u[2]) - u[1], u[0] * u[1] - beta * u[2]])

        @numba.njit
        def derivative(t, u, p):
            return np.array([[-sigma, sigma, 0.0], [rho - u[2], -1.0, -u[0]], [u[1], u[0], -beta]])

        times = np.arange(FLOW + 1) * DT
        return lambda: computeLE(f, derivative, start, times, p=0.0)[-1]

    def with_jitcode(method):
        from jitcode import jitcode_lyap, y

        flow = jitcode_lyap(
            [sigma * (y(1) - y(0)), y(0) * (rho - y(2)) - y(1), y(0) * y(1) - beta * y(2)], n_lyap=3, verbose=False
        )
        # setuptools would read this project's settings.
        with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
            flow.compile_C()
        # Once, and before there is a state: afterwards it would add tangent vectors to the tangent vectors.
        flow.set_integrator(method)

        def job():
            flow.set_initial_value(start, 0.0)
            return np.mean([flow.integrate((t + 1) * DT)[1] for t in range(FLOW)], axis=0)

        return job

    def with_dysts():
        from dysts.analysis import find_lyapunov_exponents
        from dysts.flows import Lorenz

        flow = Lorenz()
        flow.sigma, flow.rho, flow.beta = sigma, rho, beta
        flow.ic = start
        # Its steps are a part of a period, and as long as ours. Its own solver, an implicit one to twelve digits, takes
        # minutes for this orbit.
        solver = {"method": "DOP853", "rtol": 1e-9, "atol": 1e-9}
        return lambda: find_lyapunov_exponents(flow, FLOW // 4, pts_per_period=round(flow.period / DT), **solver)

    each = "every step"
    peers = [
        Peer("the course: NumPy, Runge-Kutta, a QR every step", ours, units=FLOW, rhythm=each),
        Peer("lyapax under `jit`, Runge-Kutta, every step", lambda: with_lyapax(1), ("lyapax",), FLOW, each),
        Peer("lyapax under `jit`, every 10 steps, as in its README", lambda: with_lyapax(10), ("lyapax",), FLOW, each),
        Peer("chaotax, Runge-Kutta, every step", with_chaotax, ("chaotax",), FLOW, each),
        Peer("evaLEs with numba, Runge-Kutta, every step", with_evales, ("evaLEs", "scipy"), FLOW, each),
        Peer("jitcode, dopri5 with its own tolerances, every step", lambda: with_jitcode("dopri5"), ("jitcode",), FLOW,
             each),
        Peer("dysts, backward Euler along its own orbit (DOP853), every step", with_dysts, ("dysts",), FLOW // 4, each),
    ]  # fmt: skip
    return peers, lambda found: np.abs(np.sort(found)[::-1] - systems.Lorenz.REFERENCE_EXPONENTS).max()


# --- An exponent from a series. ---------------------------------------------------------------------


def series_peers():
    """The rows of the fourth table: Rosenstein's method on one coordinate of the Lorenz system.

    Returns:
        (a list of `Peer`, the function that gives the relative error).
    """
    orbit = systems.integrate(systems.Lorenz(), np.array([1.0, 2.0, 20.0]), SERIES + 500, SAMPLING, substeps=3)
    x = np.ascontiguousarray(orbit[500:, 0])

    def ours():
        def job():
            X = np.stack([x[j * DELAY : len(x) - (DIMENSION - 1 - j) * DELAY] for j in range(DIMENSION)], axis=1)
            return timeseries.slope(timeseries.divergence(X, THEILER, HORIZON - 1), FIRST, HORIZON - 1) / SAMPLING

        return job

    shared = {"lag": DELAY, "min_tsep": THEILER, "trajectory_len": HORIZON, "fit": "poly", "fit_offset": FIRST}

    def with_nolds():
        import nolds

        return lambda: nolds.lyap_r(x, emb_dim=DIMENSION, tau=SAMPLING, **shared)

    def with_dysts():
        from dysts.analysis import max_lyapunov_exponent_rosenstein

        # It embeds nothing: it is given the delay vectors.
        X = np.stack([x[j * DELAY : len(x) - (DIMENSION - 1 - j) * DELAY] for j in range(DIMENSION)], axis=1)
        return lambda: max_lyapunov_exponent_rosenstein(X, tau=SAMPLING, **shared)

    def with_neurokit():
        import neurokit2

        settings = {"delay": DELAY, "dimension": DIMENSION, "separation": THEILER, "len_trajectory": HORIZON}
        return lambda: neurokit2.complexity_lyapunov(x, method="rosenstein1993", **settings)[0] / SAMPLING

    peers = [
        Peer("the course", ours),
        Peer("nolds `lyap_r`", with_nolds, ("nolds",)),
        Peer("dysts `max_lyapunov_exponent_rosenstein`", with_dysts, ("dysts",)),
        Peer("neurokit2 `complexity_lyapunov`, which fits from the first step on", with_neurokit, ("neurokit2",)),
    ]
    true = systems.Lorenz.REFERENCE_EXPONENTS[0]
    return peers, lambda exponent: abs(float(exponent) / true - 1)


def tables(quick, only) -> list[str]:
    """Measure everything.

    Args:
        quick: whether there are two turns only.
        only: as in `compare`.

    Returns:
        The lines of a Markdown text.
    """
    data = datasets.load_lorenz()
    turns = 2 if quick else 5
    peers, error = training_peers(data)
    lines = compare(
        f"One training step: M = {M}, L = {L}, B = {B}, T_seq = {T_SEQ}, float32", "ms", 1e3, peers, error, turns, only
    )
    lines += ["The error is the largest relative one of the first 100 losses, against PyTorch in float64.", ""]
    peers, error, remark = network_peers(data)
    title = f"All {M} exponents of a trained network, {ORBIT // 1000} 000 steps, float64"
    lines += compare(title, "µs a step", 1e6, peers, error, turns, only)
    lines += [remark, ""]
    peers, error = flow_peers()
    lines += compare(f"The exponents of the Lorenz system, {FLOW // 1000} 000 steps of {DT}, float64", "µs a step", 1e6,
                     peers, error, turns, only)  # fmt: skip
    lines += [
        "The error is the largest difference of an exponent from the published (0.906, 0, −14.572), in nats per unit "
        f"of time; an orbit of {FLOW * DT:.0f} units has one of about 0.02 by chance.",
        "",
    ]
    peers, error = series_peers()
    title = f"The largest exponent from a series of {SERIES} values of one coordinate"
    lines += compare(title, "ms", 1e3, peers, error, turns, only)
    lines += ["The error is relative to the published 0.906; all rows get the same delay, dimension and horizon.", ""]
    lines += ["Not in a table:", "", *(f"- {name}: {reason}." for name, reason in ABSENT.items()), ""]
    return lines


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="two turns instead of five")
    parser.add_argument("--only", default="", help="leave out rows whose name does not have this in it")
    parser.add_argument("--write", action="store_true", help="put the tables into benchmarks/README.md")
    options = parser.parse_args()
    torch.set_num_threads(1)
    # Peers print and warn as they like; only the tables are for reading.
    with open(os.devnull, "w") as nothing, contextlib.redirect_stdout(nothing), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        lines = tables(options.quick, options.only)
    print("\n".join(lines))
    if options.write:
        before, _, rest = README.read_text().partition(BEGIN)
        _, _, after = rest.partition(END)
        README.write_text("\n".join([before + BEGIN, "", *lines, END]) + after)


if __name__ == "__main__":
    main()
