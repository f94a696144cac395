"""Free-running orbits and tangent vectors, compiled; this module needs numba.

One state at a time, so here the lanes are units: WIDE of them in the ReLU layer, LANES in the latent state. A group is
as many units as there are lanes.
"""

import math
from typing import NamedTuple

import numpy as np

from sheet_utils.engine.compiling import compiled, inlined
from sheet_utils.engine.registers import (
    LANES,
    ROWS,
    add_row_scaled,
    add_rows,
    add_scaled,
    add_scaled_rows,
    put,
    put_apart,
    put_sum,
    rectified,
    zero_row,
    zero_rows,
)  # fmt: skip

WIDE = ROWS * LANES


class Network(NamedTuple):
    """The parameters, padded with zeros.

    Attributes:
        A, h1: (groups of M, LANES).
        W1: (groups of M * Ls, LANES): row l of a group is its column W1[:, l]; Ls is the length of h2.
        W2: (groups of L * M * ROWS, LANES): rows m * ROWS, ... of a group are its column W2[:, m].
        h2: (Ls,).
        M, L: the numbers of units, without padding.
    """

    A: np.ndarray
    W1: np.ndarray
    W2: np.ndarray
    h1: np.ndarray
    h2: np.ndarray
    M: int
    L: int


class Tangents(NamedTuple):
    """Tangent vectors, and what multiplies them.

    Attributes:
        V, other: (groups * Mp, LANES): a vector in every lane, and work space of the same size.
        W2_rows: (L * Mp,), the rows of W2, padded.
        jacobian: (Mp * groups of M, LANES), work space: rows j * groups, ... hold column j of J.
        r: (groups, LANES), work space.
        logs: (k,), the logarithms of growth of the first k vectors are added to it.
    """

    V: np.ndarray
    other: np.ndarray
    W2_rows: np.ndarray
    jacobian: np.ndarray
    r: np.ndarray
    logs: np.ndarray


@inlined
def advance(network, z, s, out) -> None:
    """One step: out = F(z), and s = W2 z + h2 on the way.

    Args:
        network: the `Network`.
        z: (groups of M, LANES), the state.
        s: (2, Ls), filled: W2 z + h2, and its ReLU in the second row.
        out: (groups of M, LANES), filled with the next state.
    """
    A, W1, W2, h1, h2, M, _ = network
    Ls = s.shape[1]
    for group in range(Ls // WIDE):
        sums = add_rows(zero_rows(h2), h2, group * ROWS)
        for m in range(M):
            sums = add_scaled_rows(sums, z, m, W2, (group * M + m) * ROWS)
        put(sums, s, group * ROWS)
        put(rectified(sums), s, Ls // LANES + group * ROWS)
    for group in range(len(z)):
        sums = zero_rows(s)
        for l in range(0, Ls, ROWS):
            sums = add_row_scaled(sums, s, Ls + l, W1, group * Ls + l)
        put_sum(sums, out, group)
        for b in range(LANES):
            out[group, b] += A[group, b] * z[group, b] + h1[group, b]


@inlined
def copy_rows(rows, out) -> None:
    """Copy an array of LANES columns; for `out[:] = rows` numba compiles two seconds of error message as well.

    Args:
        rows: (n, LANES).
        out: (n, LANES), filled.
    """
    for row in range(len(rows)):
        for b in range(LANES):
            out[row, b] = rows[row, b]


@compiled
def orbit(network, z, s, out) -> None:
    """Iterate the map freely: out[t] = F applied t + 1 times to z.

    Args:
        network, z, s: as in `advance`; z ends as the last state.
        out: (T, M), filled.
    """
    T, M = out.shape
    first = z
    after = np.zeros_like(z)
    for t in range(T):
        advance(network, z, s, after)
        for m in range(M):
            out[t, m] = after[m // LANES, m % LANES]
        z, after = after, z
    copy_rows(z, first)


@inlined
def orthogonalise(V, M, r, logs) -> None:
    """Orthonormalise tangent vectors by modified Gram-Schmidt.

    Args:
        V, r: as in `Tangents`; both are changed.
        M: the length of a vector.
        logs: (k,) with k the number of vectors; ln R_ii in nats is added to entry i.
    """
    groups = len(r)
    Mp = len(V) // groups
    for p in range(len(logs)):
        own, lane = p // LANES, p % LANES
        for group in range(own, groups):
            products = zero_row(V)
            for m in range(M):
                products = add_scaled(products, V, (own * Mp + m) * LANES + lane, 0, V, group * Mp + m)
            put(products, r, group)
        square = r[own, lane]
        logs[p] += 0.5 * math.log(square) if square != 0 else -math.inf
        if square != 0:
            for group in range(own, groups):
                for b in range(LANES):
                    r[group, b] = -r[group, b] / square if group * LANES + b > p else 0
                for m in range(M):
                    row = add_rows(zero_row(V), V, group * Mp + m)
                    row = add_scaled(row, V, (own * Mp + m) * LANES + lane, 0, r, group)
                    put(row, V, group * Mp + m)
        length = math.sqrt(square)
        for m in range(M):
            if square != 0:
                V[own * Mp + m, lane] /= length


@compiled
def tangent_orbit(network, tangents, z, s, steps, every) -> int:
    """Follow an orbit with its tangent vectors, re-orthogonalised every `every` steps and at the end.

    Benettin et al., Meccanica 15 (1980); the tangent map is Q <- J Q with J = diag(A) + W1 [s > 0] W2.

    Args:
        network, z, s: as in `advance`; z is changed.
        tangents: `V` and `logs` are changed.
        steps: how many.
        every: steps between two re-orthogonalisations.

    Returns:
        The number of steps made; fewer than `steps` where the state was no longer finite.
    """
    jacobian, M = tangents.jacobian, network.M
    groups = len(z)
    Mp, Ls = len(jacobian) // groups, s.shape[1]
    after = np.zeros_like(z)
    first = z
    now, then = tangents.V, tangents.other
    for t in range(steps):
        advance(network, z, s, after)
        for group in range(groups):
            for j in range(0, Mp, ROWS):
                sums = zero_rows(jacobian)
                for l in range(network.L):
                    if s[0, l] > 0:
                        sums = add_scaled(sums, tangents.W2_rows, l * Mp + j, 0, network.W1, group * Ls + l)
                put_apart(sums, jacobian, j * groups + group, groups)
        finite = True
        for m in range(M):
            jacobian[m * groups + m // LANES, m % LANES] += network.A[m // LANES, m % LANES]
            finite = finite and math.isfinite(after[m // LANES, m % LANES])
        if not finite:
            return t
        for v in range(len(tangents.r)):
            for i in range(0, Mp, ROWS):
                sums = zero_rows(now)
                for j in range(M):
                    sums = add_scaled(sums, jacobian, j * groups * LANES + i, 0, now, v * Mp + j)
                put(sums, then, v * Mp + i)
        now, then = then, now
        z, after = after, z
        if (t + 1) % every == 0 or t + 1 == steps:
            orthogonalise(now, M, tangents.r, tangents.logs)
    copy_rows(z, first)
    copy_rows(now, tangents.V)
    return steps
