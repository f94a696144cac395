"""The forced loss and its gradient in NumPy, for where there is no numba."""

import numpy as np

from sheet_utils.engine.parameters import PARAMETERS


def loss_and_gradient(model, x: np.ndarray, y: np.ndarray, alpha: np.ndarray, warmup: int) -> tuple[float, np.ndarray]:
    """What `forced_kernels.batch_loss_and_gradient` computes, by the same equations.

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
    alpha = alpha.astype(x.dtype)
    z = np.zeros((T + 1, B, model.M), x.dtype)
    a = np.empty((T, B, model.L), x.dtype)
    error = np.zeros_like(z[1:])
    for t in range(T):
        if alpha[t] == 1:
            z[t, :, :N] = x[t]
        elif alpha[t] > 0:
            z[t, :, :N] = alpha[t] * x[t] + (1 - alpha[t]) * z[t, :, :N]
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
            if alpha[t] == 1:
                carried[:, :N] = 0
            else:
                carried[:, :N] *= 1 - alpha[t]
            dz[t - 1] += carried
    parts = (
        (dz * z[:-1]).sum(axis=(0, 1)),
        np.einsum("tbm,tbl->ml", dz, a),
        np.einsum("tbl,tbm->lm", da, z[:-1]),
        dz.sum(axis=(0, 1)),
        da.sum(axis=(0, 1)),
    )
    return float((error**2).sum() / terms), np.concatenate([part.ravel() for part in parts]).astype(x.dtype)
