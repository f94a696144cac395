"""Compiled training, orbits and tangent dynamics for `CustomRNN`; it works without numba, slower.

Everything the exercises ask for is refused while a student's function is checked: the engine is no answer key.
"""

import contextlib
import sys

import numpy as np
import torch

from sheet_utils.models import CustomRNN
from sheet_utils.runtime import check_tensor, positive_int, progress, refuse_while_judging

try:
    from sheet_utils import _kernels
except ImportError:  # numba is optional
    _kernels = None

#: Whether the compiled kernels can be used.
AVAILABLE = _kernels is not None

#: The order in which parameters stand in a flat vector.
PARAMETERS = ("A", "W1", "W2", "h1", "h2")


def supports(model):
    """Whether the kernels know this model: a `CustomRNN` on the CPU in float32 or float64, all of one type."""
    # An exact type: a subclass may have another forward.
    return (
        AVAILABLE
        and type(model) is CustomRNN
        and all(p.device.type == "cpu" and p.dtype == model.A.dtype for p in model.parameters())
        and model.A.dtype in (torch.float32, torch.float64)
    )


_said = []


@contextlib.contextmanager
def _announced():
    """Say once on stderr that the kernels are being compiled, if they are; loading them from disk says nothing."""
    from numba.core import event

    class Speaker(event.Listener):
        def on_start(self, event):
            if not _said:
                print("Compiling the engine for this machine. This happens once; about 20 s.", file=sys.stderr)
                _said.append(True)

        def on_end(self, event):
            pass

    with event.install_listener("numba:compile", Speaker()):
        yield


def prepare():
    """Compile the kernels, or load them from disk, behind a progress line that ends the same either way."""
    if not AVAILABLE:
        print("numba is not installed: everything runs, slower.")
        return
    _said.append(True)
    with progress(total=1, label="loading the engine; the first time it is compiled, about 20 s") as bar:
        model = CustomRNN(2, 2, 1)
        series = np.zeros((4, 1), dtype=np.float32)
        Trainer(model, series, batch_size=1, length=2, t_forcing=1).run(np.zeros((1, 1), dtype=np.int64), np.ones(1))
        z = torch.zeros(2)
        generate_orbit(model, z, 1)
        tangent_growth(model, z, 1)
        loss_and_grads(model, torch.zeros(1, 1, 1), torch.zeros(1, 1, 1), 1)
        bar.update(1)


def _flat(model):
    """The model's parameters as one NumPy vector, a copy."""
    return torch.cat([getattr(model, name).detach().reshape(-1) for name in PARAMETERS]).cpu().numpy()


def _named(model, flat):
    """Pieces of a flat vector, in the shapes of the model's parameters."""
    pieces, start = {}, 0
    for name in PARAMETERS:
        parameter = getattr(model, name)
        pieces[name] = torch.from_numpy(flat[start : start + parameter.numel()].copy()).reshape(parameter.shape)
        start += parameter.numel()
    return pieces


# --- Training. --------------------------------------------------------------------------------------


def check_forcing(t_forcing, t_warmup, length):
    """Return t_forcing and t_warmup as ints.

    Raises:
        ValueError: t_forcing < 1, or the warm-up leaves nothing of a sequence of this length.
    """
    t_forcing = positive_int("t_forcing", t_forcing)
    t_warmup = positive_int("t_warmup", t_warmup, least=0)
    if t_warmup >= length:
        raise ValueError(f"t_warmup: expected fewer steps than the sequence has ({length}), got {t_warmup}")
    return t_forcing, t_warmup


class Trainer:
    """A model's parameters and its Adam state, and what the compiled steps need.

    Args:
        model: the model to start from; it is changed by `write_back` only.
        data: (T, N), the series; an array of the model's dtype.
        batch_size: B, sequences in a batch.
        length: T_seq, steps in a sequence.
        t_forcing, t_warmup: the forcing interval and the number of forced steps that the loss leaves out.
        clip: the largest norm of a gradient; 0 leaves all as they are.
    """

    def __init__(self, model, data, batch_size, length, t_forcing, t_warmup=0, clip=0.0):
        self.model, self.length, self.clip = model, length, float(clip)
        self.t_forcing, self.t_warmup = check_forcing(t_forcing, t_warmup, length)
        self.parameters = _flat(model)
        dtype = self.parameters.dtype
        self.data = np.ascontiguousarray(data, dtype=dtype)
        self.moment, self.variance = np.zeros_like(self.parameters), np.zeros_like(self.parameters)
        self.done = 0
        self.error = None
        self._space = _workspace(model, length, dtype)

    def run(self, starts, rates):
        """Make one step of Adam per row of `starts`.

        Args:
            starts: (steps, B) of int64, where the windows begin.
            rates: (steps,) of float64, the learning rates.

        Returns:
            (losses, steps made): fewer steps than asked for mean that the next loss was not finite.
        """
        refuse_while_judging("engine.Trainer")
        losses = np.zeros(len(starts), dtype=self.parameters.dtype)
        model = self.model
        with _announced():
            made = _kernels.adam_steps(
                self.parameters, self.moment, self.variance, self.done, rates, self.clip, model.M, model.L, model.N,
                self.data, starts, self.length, self.t_forcing, self.t_warmup, *self._space, losses,
            )  # fmt: skip
        self.done += made
        return losses[:made], made

    def restore(self, parameters, moment, variance, done):
        """Go on from a state: three flat vectors and the number of steps behind them."""
        self.parameters, self.moment, self.variance = (v.copy() for v in (parameters, moment, variance))
        self.done = done

    def write_back(self):
        """Put the parameters into the model, in place."""
        with torch.no_grad():
            for name, value in _named(self.model, self.parameters).items():
                getattr(self.model, name).copy_(value)


def _workspace(model, length, dtype):
    M, L, N = model.M, model.L, model.N
    with _announced():
        packed, rows = _kernels.packed_count(M, L), _kernels.work_rows(M, L, N, length)
    return (
        _kernels.aligned((packed,), dtype),
        _kernels.aligned((rows, _kernels.LANES), dtype),
        _kernels.aligned((_kernels.TILE,), dtype),
        _kernels.aligned((M + 2 * M * L + M + L,), dtype),
    )


def loss_and_grads(model, x, y, t_forcing, t_warmup=0):
    """The sheet's loss of one batch under sparse teacher forcing, and its exact gradient.

    Args:
        model: a `CustomRNN`.
        x, y: (T, B, N), inputs and targets.
        t_forcing: forcing interval in steps; the first N units are replaced by x[t] at t % t_forcing == 0.
        t_warmup: forced steps at the beginning that the loss leaves out; the interval counts from there.

    Returns:
        (loss, gradients): a float, and a dict of tensors by parameter name.

    Raises:
        RuntimeError: a student's function is being checked.
        ValueError: shapes that do not fit.
    """
    refuse_while_judging("engine.loss_and_grads")
    check_tensor("x", x, shapes=[(None, None, model.N)])
    check_tensor("y", y, shapes=[tuple(x.shape)])
    t_forcing, t_warmup = check_forcing(t_forcing, t_warmup, len(x))
    flat = _flat(model)
    x, y = (np.ascontiguousarray(v.detach().numpy(), dtype=flat.dtype) for v in (x, y))
    if not supports(model):
        loss, gradient = _adjoint(model, x, y, t_forcing, t_warmup)
        return loss, _named(model, gradient)
    space = _workspace(model, len(x), flat.dtype)
    with _announced():
        loss = _kernels.batch_loss_and_gradient(flat, model.M, model.L, model.N, x, y, t_forcing, t_warmup, *space)
    return float(loss), _named(model, space[-1])


def _adjoint(model, x, y, tau, warmup):
    """The same in NumPy, for where there is no numba; the equations of `_kernels.block_loss_and_gradient`."""
    A, W1, W2, h1, h2 = (getattr(model, name).detach().numpy() for name in PARAMETERS)
    T, B, N = x.shape
    z = np.zeros((T + 1, B, model.M), x.dtype)
    a = np.empty((T, B, model.L), x.dtype)
    error = np.zeros_like(z[1:])
    forced = [t < warmup or (t - warmup) % tau == 0 for t in range(T)]
    for t in range(T):
        if forced[t]:
            z[t, :, :N] = x[t]
        a[t] = np.maximum(z[t] @ W2.T + h2, 0)
        z[t + 1] = A * z[t] + a[t] @ W1.T + h1
        if t >= warmup:
            error[t, :, :N] = z[t + 1, :, :N] - y[t]
    terms = B * N * (T - warmup)
    dz, da = error * (2 / terms), np.empty_like(a)
    for t in range(T - 1, -1, -1):
        da[t] = np.where(a[t] > 0, dz[t] @ W1, 0)
        if t:
            carried = A * dz[t] + da[t] @ W2
            if forced[t]:
                carried[:, :N] = 0
            dz[t - 1] += carried
    parts = (
        (dz * z[:-1]).sum(axis=(0, 1)),
        np.einsum("tbm,tbl->ml", dz, a),
        np.einsum("tbl,tbm->lm", da, z[:-1]),
        dz.sum(axis=(0, 1)),
        da.sum(axis=(0, 1)),
    )
    return float((error**2).sum() / terms), np.concatenate([part.ravel() for part in parts]).astype(x.dtype)


# --- Orbits and tangent vectors. --------------------------------------------------------------------


def _pad(array, shape, dtype):
    out = np.zeros(shape, dtype)
    out[tuple(slice(n) for n in array.shape)] = array
    return out


def _lanes(model, dtype):
    """The model's parameters in the layouts of `_kernels.advance`, and its work space s."""
    lanes, rows, wide = _kernels.LANES, _kernels.ROWS, _kernels.WIDE
    A, W1, W2, h1, h2 = (getattr(model, name).detach().numpy().astype(dtype) for name in PARAMETERS)
    M, L = W1.shape
    latent, hidden = -(-_kernels.padded(M) // lanes), -(-L // wide)
    Ls = hidden * wide

    def laid(array, shape):
        out = _kernels.aligned(shape, dtype)
        out[...] = array.reshape(shape)
        return out

    W1_columns = _pad(W1, (latent * lanes, Ls), dtype).reshape(latent, lanes, Ls).transpose(0, 2, 1)
    W2_columns = _pad(W2, (Ls, M), dtype).reshape(hidden, rows, lanes, M).transpose(0, 3, 1, 2)
    return (
        laid(_pad(A, (latent * lanes,), dtype), (latent, lanes)),
        laid(W1_columns, (latent * Ls, lanes)),
        laid(W2_columns, (hidden * M * rows, lanes)),
        laid(_pad(h1, (latent * lanes,), dtype), (latent, lanes)),
        laid(_pad(h2, (Ls,), dtype), (Ls,)),
    ), _kernels.aligned((2, Ls), dtype)


def _state(model, z, latent, dtype):
    out = _kernels.aligned((latent, _kernels.LANES), dtype)
    out.reshape(-1)[: model.M] = z.detach().numpy()
    return out


@torch.no_grad()
def generate_orbit(model, z1, T):
    """Iterate the map freely: row t is F applied t + 1 times to z1.

    Args:
        model: a `CustomRNN`, or any module that maps (M,) to (M,).
        z1: (M,), the state to start from; it is not part of the result.
        T: number of steps.

    Returns:
        (T, M), in the model's dtype. An orbit that runs away ends in inf or NaN, as it does in torch.

    Raises:
        RuntimeError: a student's function is being checked.
        ValueError: T < 1, or z1 has another shape or is not finite.
    """
    refuse_while_judging("engine.generate_orbit")
    T = positive_int("T", T)
    shape = (model.M,) if hasattr(model, "M") else (None,)
    check_tensor("z1", z1, shapes=[shape], finite=True)
    parameter = next(model.parameters(), z1)
    z = z1.detach().to(parameter.dtype)
    if not supports(model):
        orbit = torch.empty(T, len(z), dtype=z.dtype)
        for t in range(T):
            orbit[t] = z = model(z)
        return orbit
    dtype = z.numpy().dtype
    laid, s = _lanes(model, dtype)
    out = np.empty((T, model.M), dtype)
    with _announced():
        _kernels.orbit(*laid, _state(model, z, len(laid[0]), dtype), s, out)
    return torch.from_numpy(out)


def tangent_growth(model, z1, T, T_trans=0, n_exponents=None, every=1, tick=None):
    """Logarithms of growth of orthogonal tangent vectors along an orbit, in float64.

    Args:
        model: a `CustomRNN`.
        z1: (M,), the state to start from.
        T: number of steps that count.
        T_trans: steps before them, in which state and tangent vectors settle.
        n_exponents: k <= M, the number of tangent vectors; all M of them if None.
        every: steps between two re-orthogonalisations; the last one comes after step T.
        tick: called with the number of steps made since the last call.

    Returns:
        (logs, made): (k,) sums of ln R_ii, and the number of steps made, transient included; fewer than
        T_trans + T where the orbit was no longer finite.

    Raises:
        RuntimeError: a student's function is being checked.
    """
    refuse_while_judging("engine.tangent_growth")
    dtype = np.dtype(np.float64)
    M, k = model.M, n_exponents or model.M
    laid, s = _lanes(model, dtype)
    latent, Mp, lanes = len(laid[0]), _kernels.padded(M), _kernels.LANES
    groups = -(-k // lanes)
    W2_rows = np.zeros((model.L, Mp))
    W2_rows[:, :M] = model.W2.detach().numpy()
    z = _state(model, z1, latent, dtype)
    jacobian = _kernels.aligned((Mp * latent, lanes), dtype)
    V, V2 = (_kernels.aligned((groups * Mp, lanes), dtype) for _ in range(2))
    start = _pad(first_vectors(M, k), (Mp, groups * lanes), dtype)
    V[...] = start.reshape(Mp, groups, lanes).transpose(1, 0, 2).reshape(-1, lanes)
    r = _kernels.aligned((groups, lanes), dtype)
    made = 0
    for phase in (T_trans, T):
        logs = np.zeros(k)
        while phase > 0:
            # Pieces of some hundred milliseconds, so that a bar moves and an interrupt is heard.
            piece = min(phase, -(-20_000 // every) * every)
            with _announced():
                steps = _kernels.tangent_orbit(
                    *laid, W2_rows.reshape(-1), M, model.L, z, s, jacobian, V, V2, r, k, piece, every, logs
                )
            made, phase = made + steps, phase - steps
            if tick is not None:
                tick(steps)
            if steps < piece:
                return logs, made
    return logs, made


def first_vectors(M, k):
    """(M, k): the orthonormal tangent vectors to start from, the same at every call and in no special position."""
    generator = np.random.default_rng(0)
    return np.linalg.qr(generator.normal(size=(M, M)))[0][:, :k]
