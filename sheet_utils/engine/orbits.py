"""Orbits of a `CustomRNN`, and how tangent vectors grow along them: compiled, or the map's equations in NumPy."""

from collections.abc import Callable

import numpy as np
import torch

from sheet_utils.engine.parameters import PARAMETERS
from sheet_utils.models import CustomRNN
from sheet_utils.runtime import refuse_while_judging

try:
    from sheet_utils.engine import compiling, registers
    from sheet_utils.engine import tangent_kernels as kernels
except ImportError:  # numba is optional
    kernels = None


def in_numpy(model, dtype) -> tuple[Callable, Callable]:
    """The map and its Jacobian in NumPy: on single states of small networks several times as fast as torch.

    Args:
        model: a `CustomRNN` that the engine knows.
        dtype: of the arithmetic.

    Returns:
        (step, jacobian): functions of a state (M,) that return (M,) and (M, M).
    """
    A, W1, W2, h1, h2 = (getattr(model, name).detach().numpy().astype(dtype) for name in PARAMETERS)
    linear = np.diag(A)

    def step(z):
        return A * z + W1 @ np.maximum(W2 @ z + h2, 0) + h1

    def jacobian(z):
        return linear + (W1 * (W2 @ z + h2 > 0)) @ W2

    return step, jacobian


def orbit(model, z1: np.ndarray, T: int) -> np.ndarray:
    """Iterate the map freely, compiled.

    Args:
        model: a `CustomRNN` that the engine supports.
        z1: (M,), the initial state, in the model's dtype.
        T: number of steps.

    Returns:
        (T, M), in the dtype of z1; row t is F applied t + 1 times to z1.
    """
    network, s = _network(model, z1.dtype)
    out = np.empty((T, model.M), z1.dtype)
    with compiling.announced():
        kernels.orbit(network, _state(z1, network), s, out)
    return out


def tangent_growth(
    model, z1, T: int, T_trans: int = 0, n_exponents: int | None = None, every: int = 1, tick=None
) -> tuple[np.ndarray, int]:
    """Logarithms of growth of orthogonal tangent vectors along an orbit, in float64.

    Benettin et al., Meccanica 15 (1980).

    Args:
        model: a `CustomRNN` that the engine supports.
        z1: (M,), the state to start from.
        T: number of steps that count.
        T_trans: steps before them, in which state and tangent vectors settle.
        n_exponents: k <= M, the number of tangent vectors; all M of them if None.
        every: steps between two re-orthogonalisations; the last one comes after step T.
        tick: called with the number of steps made since the last call.

    Returns:
        (logs, made): (k,) sums of ln R_ii in nats, not divided by T, and the number of steps made, transient
        included; fewer than T_trans + T where the orbit was no longer finite.

    Raises:
        RuntimeError: a student's function is being checked.
    """
    refuse_while_judging("engine.tangent_growth")
    dtype = np.dtype(np.float64)
    k = n_exponents or model.M
    network, s = _network(model, dtype)
    z = _state(z1.detach().numpy(), network)
    tangents = _tangents(model, network, k, dtype)
    made = 0
    for phase in (T_trans, T):
        tangents.logs[:] = 0
        while phase > 0:
            # Pieces of some hundred milliseconds, so that a bar moves and an interrupt is heard.
            piece = min(phase, -(-20_000 // every) * every)
            with compiling.announced():
                steps = kernels.tangent_orbit(network, tangents, z, s, piece, every)
            made, phase = made + steps, phase - steps
            if tick is not None:
                tick(steps)
            if steps < piece:
                return tangents.logs, made
    return tangents.logs, made


def first_vectors(M: int, k: int) -> np.ndarray:
    """The orthonormal tangent vectors to start from, the same at every call and in no special position.

    Args:
        M: the length of a vector.
        k: how many vectors.

    Returns:
        (M, k), one vector per column, in float64.
    """
    # The first k columns of Q are those of the first k columns alone, and cost M k^2 instead of M^3.
    return np.linalg.qr(np.random.default_rng(0).normal(size=(M, M))[:, :k])[0]


# --- Into the layouts of the kernels. ---------------------------------------------------------------


def _pad(array, shape, dtype):
    out = np.zeros(shape, dtype)
    out[tuple(slice(n) for n in array.shape)] = array
    return out


def _aligned(array, shape):
    out = registers.aligned(shape, array.dtype)
    out[...] = array.reshape(shape)
    return out


def prepare() -> None:
    """Compile the kernels of this module, or load them from disk."""
    model, z = CustomRNN(2, 2, 1), torch.zeros(2)
    orbit(model, z.numpy(), 1)
    tangent_growth(model, z, 1)


def _network(model, dtype):
    """The model as a `tangent_kernels.Network`, and the work space s of `tangent_kernels.advance`."""
    lanes, rows = registers.LANES, registers.ROWS
    A, W1, W2, h1, h2 = (getattr(model, name).detach().numpy().astype(dtype) for name in PARAMETERS)
    M, L = W1.shape
    Ls = registers.padded(L, kernels.WIDE)
    latent, hidden = -(-registers.padded(M) // lanes), Ls // kernels.WIDE
    W1_columns = _pad(W1, (latent * lanes, Ls), dtype).reshape(latent, lanes, Ls).transpose(0, 2, 1)
    W2_columns = _pad(W2, (Ls, M), dtype).reshape(hidden, rows, lanes, M).transpose(0, 3, 1, 2)
    return kernels.Network(
        A=_aligned(_pad(A, (latent * lanes,), dtype), (latent, lanes)),
        W1=_aligned(W1_columns, (latent * Ls, lanes)),
        W2=_aligned(W2_columns, (hidden * M * rows, lanes)),
        h1=_aligned(_pad(h1, (latent * lanes,), dtype), (latent, lanes)),
        h2=_aligned(_pad(h2, (Ls,), dtype), (Ls,)),
        M=M,
        L=L,
    ), registers.aligned((2, Ls), dtype)


def _state(z, network):
    out = registers.aligned(network.A.shape, network.A.dtype)
    out.reshape(-1)[: network.M] = z
    return out


def _tangents(model, network, k, dtype):
    """k tangent vectors as `tangent_kernels.Tangents`."""
    M, lanes = model.M, registers.LANES
    Mp, groups = registers.padded(M), -(-k // lanes)
    V = _pad(first_vectors(M, k), (Mp, groups * lanes), dtype).reshape(Mp, groups, lanes).transpose(1, 0, 2)
    return kernels.Tangents(
        V=_aligned(V, (groups * Mp, lanes)),
        other=registers.aligned((groups * Mp, lanes), dtype),
        W2_rows=_pad(model.W2.detach().numpy(), (model.L, Mp), dtype).reshape(-1),
        jacobian=registers.aligned((Mp * len(network.A), lanes), dtype),
        r=registers.aligned((groups, lanes), dtype),
        logs=np.zeros(k),
    )
