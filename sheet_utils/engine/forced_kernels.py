"""The forced forward pass, its exact gradient, and steps of Adam, compiled; this module needs numba.

Parameters, gradients and moments are flat vectors [A (M) | W1 (M, L) | W2 (L, M) | h1 (M) | h2 (L)]. The forcing is a
weight per step of the sequence, alpha[t]: the state that enters step t has alpha[t] x_t + (1 - alpha[t]) z_t in its
first N units, and z_t in the others. Sparse teacher forcing (Mikhaeil, Monfared & Durstewitz, NeurIPS 2022) has weights
0 and 1; generalised teacher forcing (Hess, Monfared, Brenner & Durstewitz, ICML 2023) has weights between them.
"""

import math
from typing import NamedTuple

import numpy as np

from sheet_utils.engine.compiling import compiled, inlined, merged
from sheet_utils.engine.registers import (
    LANES,
    ROWS,
    TILE,
    Registers,
    add_products,
    add_row_products,
    add_row_scaled,
    add_rows,
    add_scaled,
    aligned,
    broadcast,
    padded,
    put,
    put_lane_sums,
    rectified,
    where_positive,
    zero_pair,
    zero_rows,
    zero_tile,
)  # fmt: skip

# --- Where everything is. ---------------------------------------------------------------------------


class Layout(NamedTuple):
    """Sizes, and the offsets of everything in the three arrays of a `Space`.

    Attributes:
        M, L, N, T: units, ReLU units, units read out, steps in a sequence.
        warmup: steps at the beginning that the loss leaves out.
        Mp, Lp: M and L, padded.
        W2, W1T: in `packed`: both as (Lp / ROWS, M, ROWS), ROWS rows at a time, column by column, zeros below.
        W1, W2T: in `packed`: both as (Mp / ROWS, L, ROWS).
        A, h1, h2: in `packed`: (Mp,), (Mp,) and (Lp,).
        x, y: rows of `work`: inputs and targets, T N each. Targets that are inputs one step later overlap them.
        z, dz: rows of `work`: (T + 1) Mp states and T Mp gradients; z[t] enters step t, dz[t] belongs to z[t + 1].
        a, da: rows of `work`: T Lp outputs of the ReLU and their gradients.
        carried: rows of `work`: Mp, the gradient that step t hands back to the step before.
        mask, squares: a row of `work` each: 1 for a sequence and 0 for padding; sums of squared errors.
        dW1, dW2, dh1, dh2: in a flat vector of parameters or gradients; A is at 0.
    """

    M: int
    L: int
    N: int
    T: int
    warmup: int
    Mp: int
    Lp: int
    W2: int
    W1T: int
    W1: int
    W2T: int
    A: int
    h1: int
    h2: int
    x: int
    y: int
    z: int
    dz: int
    a: int
    da: int
    carried: int
    mask: int
    squares: int
    dW1: int
    dW2: int
    dh1: int
    dh2: int


class Space(NamedTuple):
    """Work space for one layout.

    Attributes:
        packed: the parameters, in the order in which the products read them.
        work: (rows, LANES), the numbers of a block of sequences.
        tile: (TILE,), sums over lanes.
        gradient: the flat gradient.
    """

    packed: np.ndarray
    work: np.ndarray
    tile: np.ndarray
    gradient: np.ndarray


class Adam(NamedTuple):
    """The state of Adam; training changes it in place.

    Attributes:
        parameters: a flat vector.
        moment, variance: flat vectors, running means of the gradient and of its square.
    """

    parameters: np.ndarray
    moment: np.ndarray
    variance: np.ndarray


def laid_out(M: int, L: int, N: int, T: int, warmup: int, dtype, shifted: bool) -> tuple[Layout, Space]:
    """The layout for these sizes and the work space that belongs to it.

    Args:
        M, L, N, T, warmup: see `Layout`.
        dtype: float32 or float64.
        shifted: whether the targets are the inputs one step later.

    Returns:
        (layout, space): the `Layout`, and a zeroed `Space` of its size.
    """
    Mp, Lp = padded(M), padded(L)

    def offsets(start, *sizes):
        for size in sizes:
            yield start
            start += size
        yield start

    W2, W1T, W1, W2T, A, h1, h2, packed = offsets(0, Lp * M, Lp * M, Mp * L, Mp * L, Mp, Mp, Lp)
    x, z, dz, a, da, carried, mask, squares, rows = offsets(
        0, 2 * T * N, (T + 1) * Mp, T * Mp, T * Lp, T * Lp, Mp, 1, 1
    )
    y = N if shifted else T * N
    dW1, dW2, dh1, dh2, count = offsets(M, M * L, L * M, M, L)
    layout = Layout(
        M, L, N, T, warmup, Mp, Lp, W2, W1T, W1, W2T, A, h1, h2,
        x, y, z, dz, a, da, carried, mask, squares, dW1, dW2, dh1, dh2,
    )  # fmt: skip
    shapes = ((packed,), (rows, LANES), (TILE,), (count,))
    return layout, Space(*(aligned(shape, dtype) for shape in shapes))


@inlined
def pack(p, lay, out) -> None:
    """Lay the parameters out as the products read them.

    Args:
        p: the flat vector of parameters.
        lay: the `Layout`.
        out: filled; the `packed` of a `Space`.
    """
    for m in range(lay.M):
        block, k = m // ROWS, m % ROWS
        for l in range(lay.L):
            at = (block * lay.L + l) * ROWS + k
            out[lay.W1 + at] = p[lay.dW1 + m * lay.L + l]
            out[lay.W2T + at] = p[lay.dW2 + l * lay.M + m]
    for l in range(lay.L):
        block, k = l // ROWS, l % ROWS
        for m in range(lay.M):
            at = (block * lay.M + m) * ROWS + k
            out[lay.W2 + at] = p[lay.dW2 + l * lay.M + m]
            out[lay.W1T + at] = p[lay.dW1 + m * lay.L + l]
    for m in range(lay.M):
        out[lay.A + m] = p[m]
        out[lay.h1 + m] = p[lay.dh1 + m]
    for l in range(lay.L):
        out[lay.h2 + l] = p[lay.dh2 + l]


# --- The four products of a step. -------------------------------------------------------------------
#
# Each computes ROWS results, from row i on, or twice as many where `sums` are a pair: one product alone would wait for
# its own sums. `sums` come in as zeros.


@inlined
def add_product(sums, w, matrix, columns, i, x, row) -> Registers:
    """Add the product of some rows of a packed matrix with a vector: sums[k] + sum_j matrix[i + k, j] x[row + j].

    Args:
        sums: `Registers`, ROWS of them or twice as many.
        w: the `packed` of a `Space`.
        matrix: the offset of the matrix in it.
        columns: how many the matrix has.
        i: the first of its rows, a multiple of ROWS.
        x: (rows, LANES), an array that holds the vector.
        row: where in x the vector begins.

    Returns:
        `Registers` of the size of sums.
    """
    for j in range(columns):
        sums = add_scaled(sums, w, matrix + i * columns + j * ROWS, ROWS * columns, x, row + j)
    return sums


@inlined
def put_hidden(sums, i, w, lay, work, t) -> None:
    """Compute some of a_t = ReLU(W2 z_t + h2).

    Args:
        sums: zeros; as many results are computed as there are registers.
        i: the first of them, a multiple of ROWS.
        w, work: of a `Space`.
        lay: the `Layout`.
        t: the step.
    """
    sums = add_product(broadcast(sums, w, lay.h2 + i), w, lay.W2, lay.M, i, work, lay.z + t * lay.Mp)
    put(rectified(sums), work, lay.a + t * lay.Lp + i)


@inlined
def put_next_state(sums, i, w, lay, work, t) -> None:
    """Compute some of z_{t+1} = A z_t + h1 + W1 a_t.

    Args:
        sums, i, w, lay, work, t: as in `put_hidden`.
    """
    now = lay.z + t * lay.Mp
    sums = add_row_scaled(broadcast(sums, w, lay.h1 + i), w, lay.A + i, work, now + i)
    put(add_product(sums, w, lay.W1, lay.L, i, work, lay.a + t * lay.Lp), work, now + lay.Mp + i)


@inlined
def put_hidden_gradient(sums, i, w, lay, work, t) -> None:
    """Compute some of da_t = [a_t > 0] W1^T dz_t.

    Args:
        sums, i, w, lay, work, t: as in `put_hidden`.
    """
    sums = add_product(sums, w, lay.W1T, lay.M, i, work, lay.dz + t * lay.Mp)
    put(where_positive(sums, work, lay.a + t * lay.Lp + i), work, lay.da + t * lay.Lp + i)


@inlined
def put_carried(sums, i, w, lay, work, t) -> None:
    """Compute some of A dz_t + W2^T da_t, the gradient that step t hands back.

    Args:
        sums, i, w, lay, work, t: as in `put_hidden`.
    """
    sums = add_row_scaled(sums, w, lay.A + i, work, lay.dz + t * lay.Mp + i)
    put(add_product(sums, w, lay.W2T, lay.L, i, work, lay.da + t * lay.Lp), work, lay.carried + i)


# --- Forward and back. ------------------------------------------------------------------------------


@inlined
def force(lay, work, alpha, t) -> None:
    """Force the state that enters step t: z_t <- z_t + alpha (x_t - z_t) in the first N units.

    Args:
        lay, work, t: as in `put_hidden`.
        alpha: the weight of the data at this step.
    """
    now, given = lay.z + t * lay.Mp, lay.x + t * lay.N
    for n in range(lay.N):
        if alpha == 1:  # A unit that is replaced owes nothing to what it was before, not even an overflow.
            for b in range(LANES):
                work[now + n, b] = work[given + n, b]
        else:
            for b in range(LANES):
                work[now + n, b] += alpha * (work[given + n, b] - work[now + n, b])


@inlined
def put_errors(lay, work, scale, t) -> None:
    """Start dz_t with the derivative of the loss by z_{t+1} itself, and add up the squared errors.

    Args:
        lay, work, t: as in `put_hidden`.
        scale: 1 / (number of terms of the mean).
    """
    for m in range(lay.Mp):
        for b in range(LANES):
            work[lay.dz + t * lay.Mp + m, b] = 0
    if t < lay.warmup:
        return
    for n in range(lay.N):
        for b in range(LANES):
            error = work[lay.z + (t + 1) * lay.Mp + n, b] - work[lay.y + t * lay.N + n, b]
            error *= work[lay.mask, b]
            work[lay.squares, b] += error * error
            work[lay.dz + t * lay.Mp + n, b] = 2 * scale * error


@inlined
def hand_back(lay, work, alpha, t) -> None:
    """Add to dz_{t-1} what step t hands back; through a forced unit comes the share 1 - alpha.

    Args:
        lay, work, t: as in `put_hidden`.
        alpha: the weight of the data at step t.
    """
    before = lay.dz + (t - 1) * lay.Mp
    if 0 < alpha < 1:
        for n in range(lay.N):
            for b in range(LANES):
                work[before + n, b] += work[lay.carried + n, b] - alpha * work[lay.carried + n, b]
    for m in range(lay.N if alpha > 0 else 0, lay.M):
        for b in range(LANES):
            work[before + m, b] += work[lay.carried + m, b]


@merged
def block_loss_and_gradient(lay, space, alpha, scale) -> float:
    """Loss of one block of sequences, and its gradient added to `space.gradient` (exact BPTT).

    Args:
        lay, space: see `Layout`; the parameters are packed, and x, y and mask are filled in.
        alpha: (T,), the forcing of every step.
        scale: 1 / (number of terms of the mean).

    Returns:
        This block's part of the loss.
    """
    w, work, T = space.packed, space.work, lay.T
    for row in range(lay.Mp):
        for b in range(LANES):
            work[lay.z + row, b] = 0
    for b in range(LANES):
        work[lay.squares, b] = 0
    # The rows that are done in pairs; what is left are ROWS or none.
    pairs_L, pairs_M = lay.Lp // (2 * ROWS) * (2 * ROWS), lay.Mp // (2 * ROWS) * (2 * ROWS)

    for t in range(T):
        if alpha[t] > 0:
            force(lay, work, alpha[t], t)
        for i in range(0, pairs_L, 2 * ROWS):
            put_hidden(zero_pair(work), i, w, lay, work, t)
        if pairs_L < lay.Lp:
            put_hidden(zero_rows(work), pairs_L, w, lay, work, t)
        for i in range(0, pairs_M, 2 * ROWS):
            put_next_state(zero_pair(work), i, w, lay, work, t)
        if pairs_M < lay.Mp:
            put_next_state(zero_rows(work), pairs_M, w, lay, work, t)
        put_errors(lay, work, scale, t)

    for t in range(T - 1, -1, -1):
        for i in range(0, pairs_L, 2 * ROWS):
            put_hidden_gradient(zero_pair(work), i, w, lay, work, t)
        if pairs_L < lay.Lp:
            put_hidden_gradient(zero_rows(work), pairs_L, w, lay, work, t)
        if t == 0:
            break
        for i in range(0, pairs_M, 2 * ROWS):
            put_carried(zero_pair(work), i, w, lay, work, t)
        if pairs_M < lay.Mp:
            put_carried(zero_rows(work), pairs_M, w, lay, work, t)
        hand_back(lay, work, alpha[t], t)

    add_weight_gradients(lay, space)
    add_bias_gradients(lay, space)
    loss = scale * 0
    for b in range(LANES):
        loss += work[lay.squares, b]
    return loss * scale


@inlined
def add_weight_gradients(lay, space) -> None:
    """Add dW1 += sum dz a^T and dW2 += sum da z^T, over time and lanes at once, a tile of TILE numbers in registers.

    Args:
        lay: the `Layout`.
        space: the `Space`, after the backward pass; its `gradient` is changed.
    """
    work, tile, gradient = space.work, space.tile, space.gradient
    for i in range(0, lay.Mp, ROWS):
        for j in range(0, lay.Lp, ROWS):
            sums = zero_tile(work)
            for t in range(lay.T):
                sums = add_products(sums, work, lay.dz + t * lay.Mp + i, work, lay.a + t * lay.Lp + j)
            put_lane_sums(sums, tile)
            for m in range(i, min(i + ROWS, lay.M)):
                for l in range(j, min(j + ROWS, lay.L)):
                    gradient[lay.dW1 + m * lay.L + l] += tile[(m - i) * ROWS + l - j]
            sums = zero_tile(work)
            for t in range(lay.T):
                sums = add_products(sums, work, lay.z + t * lay.Mp + i, work, lay.da + t * lay.Lp + j)
            put_lane_sums(sums, tile)
            for l in range(j, min(j + ROWS, lay.L)):
                for m in range(i, min(i + ROWS, lay.M)):
                    gradient[lay.dW2 + l * lay.M + m] += tile[(m - i) * ROWS + l - j]


@inlined
def add_bias_gradients(lay, space) -> None:
    """Add dA += sum dz z, dh1 += sum dz and dh2 += sum da, over time and lanes.

    Args:
        lay, space: as in `add_weight_gradients`.
    """
    work, tile, gradient = space.work, space.tile, space.gradient
    for i in range(0, lay.Mp, ROWS):
        diagonal = zero_rows(work)
        total = zero_rows(work)
        for t in range(lay.T):
            diagonal = add_row_products(diagonal, work, lay.dz + t * lay.Mp + i, work, lay.z + t * lay.Mp + i)
            total = add_rows(total, work, lay.dz + t * lay.Mp + i)
        put_lane_sums(diagonal, tile)
        for m in range(i, min(i + ROWS, lay.M)):
            gradient[m] += tile[m - i]
        put_lane_sums(total, tile)
        for m in range(i, min(i + ROWS, lay.M)):
            gradient[lay.dh1 + m] += tile[m - i]
    for j in range(0, lay.Lp, ROWS):
        total = zero_rows(work)
        for t in range(lay.T):
            total = add_rows(total, work, lay.da + t * lay.Lp + j)
        put_lane_sums(total, tile)
        for l in range(j, min(j + ROWS, lay.L)):
            gradient[lay.dh2 + l] += tile[l - j]


# --- Batches and steps. -----------------------------------------------------------------------------


@merged
def windows_loss_and_gradient(p, lay, space, x, y, starts, alpha) -> float:
    """Mean squared error over windows of a series, and its gradient.

    Args:
        p: the flat vector of parameters.
        lay: a `Layout`.
        space: its `Space`; `gradient` is filled.
        x, y: (rows, N), inputs and targets.
        starts: (B,), where the windows begin; each one is T rows from there on, of both.
        alpha: (T,), the forcing of every step.

    Returns:
        The loss.
    """
    pack(p, lay, space.packed)
    space.gradient[:] = 0
    B, work = len(starts), space.work
    loss = space.gradient[0] * 0
    scale = (loss + 1) / (B * (lay.T - lay.warmup) * lay.N)
    # Where targets are inputs one step later, all but the last are there with the inputs.
    first = lay.T - 1 if lay.y == lay.x + lay.N else 0
    for block in range(0, B, LANES):
        for b in range(LANES):
            # Padding repeats the block's first sequence, and counts for nothing.
            work[lay.mask, b] = 1 if block + b < B else 0
            start = starts[block + b] if block + b < B else starts[block]
            for t in range(lay.T):
                for n in range(lay.N):
                    work[lay.x + t * lay.N + n, b] = x[start + t, n]
            for t in range(first, lay.T):
                for n in range(lay.N):
                    work[lay.y + t * lay.N + n, b] = y[start + t, n]
        loss += block_loss_and_gradient(lay, space, alpha, scale)
    return loss


@compiled
def adam_steps(adam, done, lay, space, x, y, starts, alphas, rates, clip, losses) -> int:
    """One step of Adam for every row of `starts`; stops early where the loss is not finite.

    Kingma & Ba, *Adam*, ICLR 2015, algorithm 1, with torch's order of operations.

    Args:
        adam: changed in place.
        done: the number of steps taken before.
        lay, space, x, y: as in `windows_loss_and_gradient`; after the last step `space.gradient` is that of its loss.
        starts: (steps, B), where the windows of every step begin.
        alphas: (steps, T), the forcing.
        rates: (steps,) in float64, the learning rates.
        clip: the largest norm of a gradient; longer ones are shortened to it, 0 leaves all as they are.
        losses: (steps,), filled; NaN or inf at a step means that it and the later ones did not happen.

    Returns:
        The number of steps taken.
    """
    beta1, beta2, epsilon = 0.9, 0.999, 1e-8
    p, moment, variance, gradient = adam.parameters, adam.moment, adam.variance, space.gradient
    for step in range(len(starts)):
        loss = windows_loss_and_gradient(p, lay, space, x, y, starts[step], alphas[step])
        losses[step] = loss
        if not math.isfinite(loss):
            return step
        one = loss * 0 + 1
        shrink = one
        if clip > 0:
            squares = 0.0
            for i in range(len(p)):
                squares += gradient[i] * gradient[i]
            norm = math.sqrt(squares)
            if not math.isfinite(norm):
                losses[step] = norm
                return step
            shrink = one * min(1.0, clip / (norm + 1e-6))
        k = done + step + 1
        rate = one * (rates[step] / (1 - beta1**k))
        root = one * math.sqrt(1 - beta2**k)
        b1, b2, c1, c2, eps = one * beta1, one * beta2, one * (1 - beta1), one * (1 - beta2), one * epsilon
        for i in range(len(p)):
            g = gradient[i] * shrink
            moment[i] = b1 * moment[i] + c1 * g
            variance[i] = b2 * variance[i] + c2 * g * g
            p[i] -= rate * moment[i] / (np.sqrt(variance[i]) / root + eps)
    return len(starts)
