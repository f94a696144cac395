"""The forced loss and its gradient in NumPy, for where there is no numba."""

import numpy as np

from sheet_utils.engine.parameters import PARAMETERS


def loss_and_gradient(model, x: np.ndarray, y: np.ndarray, alpha: np.ndarray, warmup: int) -> tuple[float, np.ndarray]:
    """What `trainer.loss_and_gradient` computes, by the same equations.

    Args:
        model: a `CustomRNN`.
        x, y: (T, B, N), inputs and targets.
        alpha: (T,), the forcing of every step.
        warmup: steps at the beginning that the loss leaves out.

    Returns:
        (loss, gradient): a float, and a flat vector.
    """
    A, W1, W2, h1, h2 = (getattr(model, name).detach().numpy() for name in PARAMETERS)
    T, B, N = x.shape
    M, L = W1.shape
    alpha = alpha.astype(x.dtype)
    z = np.zeros((T + 1, B, M), x.dtype)
    a, da = np.empty((T, B, L), x.dtype), np.empty((T, B, L), x.dtype)
    error = np.zeros_like(z[1:])
    # The products are small: writing into arrays that are there takes a quarter off the time of a step.
    inward, outward, carried = np.ascontiguousarray(W2.T), np.ascontiguousarray(W1.T), np.empty((B, M), x.dtype)
    for t in range(T):
        if alpha[t] == 1:
            z[t, :, :N] = x[t]
        elif alpha[t] > 0:
            z[t, :, :N] = alpha[t] * x[t] + (1 - alpha[t]) * z[t, :, :N]
        np.matmul(z[t], inward, out=a[t])
        a[t] += h2
        np.maximum(a[t], 0, out=a[t])
        np.matmul(a[t], outward, out=z[t + 1])
        z[t + 1] += np.multiply(A, z[t], out=carried)
        z[t + 1] += h1
        if t >= warmup:
            np.subtract(z[t + 1, :, :N], y[t], out=error[t, :, :N])
    terms = B * N * (T - warmup)
    dz, active = error * np.asarray(2 / terms, x.dtype), a > 0
    for t in range(T - 1, -1, -1):
        np.matmul(dz[t], W1, out=da[t])
        da[t] *= active[t]
        if t:
            np.matmul(da[t], W2, out=carried)
            carried += A * dz[t]
            if alpha[t] == 1:
                carried[:, :N] = 0
            elif alpha[t] > 0:
                carried[:, :N] *= 1 - alpha[t]
            dz[t - 1] += carried
    states, units = z[:-1].reshape(-1, M), a.reshape(-1, L)
    by_state, by_unit = dz.reshape(-1, M), da.reshape(-1, L)
    parts = (
        (by_state * states).sum(axis=0),
        by_state.T @ units,
        by_unit.T @ states,
        by_state.sum(axis=0),
        by_unit.sum(axis=0),
    )
    return float((error**2).sum() / terms), np.concatenate([part.ravel() for part in parts]).astype(x.dtype)
