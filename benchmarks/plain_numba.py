"""A training step in plain numba: the rival of the engine's kernels, for `run.py`.

The arithmetic is that of `sheet_utils/engine/forced_kernels.py`, in float32 and for one block of 16 sequences, without
registers written in LLVM's language: arrays with the sequences innermost, and loops that LLVM vectorises by itself. A
product takes two rows and five columns at a time, the fastest of eight variants that were tried. numba cannot say that
arrays do not overlap, so LLVM checks it at run time before every inner loop, and sums go through memory.
"""

import math

import numpy as np
from numba import njit

LANES = 16


def compiled(function):
    """fastmath here lets LLVM contract products and sums, which the engine's kernels do explicitly."""
    return njit(nogil=True, error_model="numpy", fastmath=True)(function)


@compiled
def add_product(W, x, out):
    """out += W x for W (I, J), x (J, LANES) and out (I, LANES)."""
    I, J = W.shape
    i = 0
    while i + 2 <= I:
        j = 0
        while j + 5 <= J:
            a0, a1, a2, a3, a4 = W[i, j], W[i, j + 1], W[i, j + 2], W[i, j + 3], W[i, j + 4]
            b0, b1, b2, b3, b4 = W[i + 1, j], W[i + 1, j + 1], W[i + 1, j + 2], W[i + 1, j + 3], W[i + 1, j + 4]
            for b in range(LANES):
                x0, x1, x2, x3, x4 = x[j, b], x[j + 1, b], x[j + 2, b], x[j + 3, b], x[j + 4, b]
                out[i, b] += a0 * x0 + a1 * x1 + a2 * x2 + a3 * x3 + a4 * x4
                out[i + 1, b] += b0 * x0 + b1 * x1 + b2 * x2 + b3 * x3 + b4 * x4
            j += 5
        while j < J:
            for b in range(LANES):
                out[i, b] += W[i, j] * x[j, b]
                out[i + 1, b] += W[i + 1, j] * x[j, b]
            j += 1
        i += 2
    if i < I:
        for j in range(J):
            for b in range(LANES):
                out[i, b] += W[i, j] * x[j, b]


@compiled
def add_products_over_time(x, y, sums, out):
    """out[i, j] += sum over t and lanes of x[t, i] y[t, j]; sums (J, LANES) is work space, five steps at a time."""
    T, J = len(y), y.shape[1]
    for i in range(x.shape[1]):
        sums[:] = 0
        t = 0
        while t + 5 <= T:
            for j in range(J):
                for b in range(LANES):
                    sums[j, b] += (
                        x[t, i, b] * y[t, j, b]
                        + x[t + 1, i, b] * y[t + 1, j, b]
                        + x[t + 2, i, b] * y[t + 2, j, b]
                        + x[t + 3, i, b] * y[t + 3, j, b]
                        + x[t + 4, i, b] * y[t + 4, j, b]
                    )
            t += 5
        while t < T:
            for j in range(J):
                for b in range(LANES):
                    sums[j, b] += x[t, i, b] * y[t, j, b]
            t += 1
        for j in range(J):
            out[i, j] += sums[j].sum()


@compiled
def loss_and_gradient(p, M, L, N, tau, x, y, z, a, dz, da, carried, sums, gradient):
    """The sheet's loss and its gradient for one block of sequences, all arrays with the lanes last."""
    T = len(x)
    A, W1, W2 = p[:M], p[M : M + M * L].reshape(M, L), p[M + M * L : M + 2 * M * L].reshape(L, M)
    h1, h2 = p[M + 2 * M * L : 2 * M + 2 * M * L], p[2 * M + 2 * M * L :]
    W1T, W2T = np.ascontiguousarray(W1.T), np.ascontiguousarray(W2.T)
    scale = np.float32(1 / (LANES * T * N))
    loss = np.float32(0)
    z[0] = 0
    for t in range(T):
        if t % tau == 0:
            for n in range(N):
                for b in range(LANES):
                    z[t, n, b] = x[t, n, b]
        for l in range(L):
            for b in range(LANES):
                a[t, l, b] = h2[l]
        add_product(W2, z[t], a[t])
        for l in range(L):
            for b in range(LANES):
                a[t, l, b] = max(a[t, l, b], np.float32(0))
        for m in range(M):
            for b in range(LANES):
                z[t + 1, m, b] = A[m] * z[t, m, b] + h1[m]
                dz[t, m, b] = 0
        add_product(W1, a[t], z[t + 1])
        for n in range(N):
            for b in range(LANES):
                error = z[t + 1, n, b] - y[t, n, b]
                loss += error * error
                dz[t, n, b] = 2 * scale * error
    for t in range(T - 1, -1, -1):
        da[t] = 0
        add_product(W1T, dz[t], da[t])
        for l in range(L):
            for b in range(LANES):
                da[t, l, b] = da[t, l, b] if a[t, l, b] > 0 else np.float32(0)
        if t == 0:
            break
        for m in range(M):
            for b in range(LANES):
                carried[m, b] = A[m] * dz[t, m, b]
        add_product(W2T, da[t], carried)
        for m in range(N if t % tau == 0 else 0, M):
            for b in range(LANES):
                dz[t - 1, m, b] += carried[m, b]
    gradient[:] = 0
    add_products_over_time(dz, a, sums, gradient[M : M + M * L].reshape(M, L))
    add_products_over_time(da, z[:T], sums, gradient[M + M * L : M + 2 * M * L].reshape(L, M))
    for m in range(M):
        diagonal, total = np.float32(0), np.float32(0)
        for t in range(T):
            for b in range(LANES):
                diagonal += dz[t, m, b] * z[t, m, b]
                total += dz[t, m, b]
        gradient[m], gradient[M + 2 * M * L + m] = diagonal, total
    for l in range(L):
        total = np.float32(0)
        for t in range(T):
            for b in range(LANES):
                total += da[t, l, b]
        gradient[2 * M + 2 * M * L + l] = total
    return loss * scale


@compiled
def adam_steps(p, moment, variance, done, M, L, N, tau, data, starts, rates, x, y, space, gradient, losses):
    """One step of Adam for every row of `starts`, as in `forced_kernels.adam_steps`."""
    b1, b2 = np.float32(0.9), np.float32(0.999)
    for step in range(len(starts)):
        for b in range(LANES):
            for t in range(len(x)):
                for n in range(N):
                    x[t, n, b] = data[starts[step, b] + t, n]
                    y[t, n, b] = data[starts[step, b] + t + 1, n]
        losses[step] = loss_and_gradient(p, M, L, N, tau, x, y, *space, gradient)
        k = done + step + 1
        rate, root = np.float32(rates[step] / (1 - 0.9**k)), np.float32(math.sqrt(1 - 0.999**k))
        for i in range(len(p)):
            moment[i] = b1 * moment[i] + (1 - b1) * gradient[i]
            variance[i] = b2 * variance[i] + (1 - b2) * gradient[i] * gradient[i]
            p[i] -= rate * moment[i] / (np.sqrt(variance[i]) / root + np.float32(1e-8))


class Trainer:
    """As `engine.Trainer`, for sparse teacher forcing of 16 float32 sequences, without warm-up and clipping.

    Args:
        parameters: a flat vector, which is copied.
        M, L, N: the dimensions of the network.
        data: (rows, N), a float32 array.
        T: steps in a sequence.
        tau: the forcing interval.
    """

    def __init__(self, parameters, M, L, N, data, T, tau):
        zeros = lambda *shape: np.zeros(shape, dtype=np.float32)
        self.sizes, self.data, self.done = (M, L, N, tau), data, 0
        self.adam = (parameters.copy(), np.zeros_like(parameters), np.zeros_like(parameters))
        self.x, self.y = zeros(T, N, LANES), zeros(T, N, LANES)
        self.space = (
            zeros(T + 1, M, LANES), zeros(T, L, LANES), zeros(T, M, LANES), zeros(T, L, LANES), zeros(M, LANES),
            zeros(max(L, M), LANES),
        )  # fmt: skip
        self.gradient = np.zeros_like(parameters)

    def run(self, starts, rates):
        """Make one step per row of `starts`, (steps, 16); returns the losses."""
        losses = np.zeros(len(starts), dtype=np.float32)
        adam_steps(
            *self.adam, self.done, *self.sizes, self.data, starts, rates, self.x, self.y, self.space, self.gradient,
            losses,
        )  # fmt: skip
        self.done += len(starts)
        return losses
