"""How many linear pieces do iterated and stacked networks draw? Noisy tents, random maps, wide random networks.

The noisy tents are those of Figure 2 of Chatziafratis, Panageas, Sanford & Stavroulakis (NeurIPS 2022), the wide
networks those of Hanin & Rolnick, *Complexity of linear regions in deep networks*, ICML 2019. In all of them the same
layer is used in every step, or a new one is drawn.
"""

from collections.abc import Callable

import numpy as np

from sheet_utils import piecewise
from sheet_utils.runtime import positive_int, refuse_while_judging

#: w1, w2, b1, b2, a1, a2, c of a layer a1 ReLU(w1 z + b1) + a2 ReLU(w2 z + b2) + c that is the tent map.
TENT = np.array([1.0, 1.0, 0.0, -0.5, 2.0, -4.0, 0.0])

Knots = tuple[np.ndarray, np.ndarray]


def noisy_tents(noise, shared) -> list[Knots]:
    """The function that a stack of noisy tent layers draws on [0, 1], after every layer.

    Args:
        noise: (n, 7), what is added to the parameters of every layer.
        shared: whether every layer has the noise of the first one, as in a recurrent network.

    Returns:
        A list of n pairs (x, y), knots and values.
    """
    x = y = np.array([0.0, 1.0])
    functions = []
    for t in range(len(noise)):
        w1, w2, b1, b2, a1, a2, c = TENT + noise[0 if shared else t]
        x, y = piecewise.layer(x, y, w=[w1, w2], b=[b1, b2], a=[a1, a2])
        y = y + c
        functions.append((x, y))
    return functions


def tent_counts(count, std, draws, depth, shared, seed=0) -> np.ndarray:
    """Numbers of linear regions of noisy tents.

    Args:
        count: count(x, y) -> number of regions of the function with these knots.
        std: standard deviation of the noise on each parameter.
        draws: networks.
        depth: layers.
        shared: as in `noisy_tents`.
        seed: of the noise; the first layer of both kinds has the same noise.

    Returns:
        (draws, depth).
    """
    noise = std * np.random.default_rng(seed).normal(size=(draws, depth, len(TENT)))
    return np.array([[float(count(*function)) for function in noisy_tents(one, shared)] for one in noise])


def growth_and_collapse(counts) -> tuple[float, float]:
    """The growth of the median count per layer over the second half of the depth, and the share that collapsed.

    Args:
        counts: (draws, depth).

    Returns:
        (factor, share): the factor per layer; the share of networks with at most 3 regions at full depth.
    """
    depth = counts.shape[1]
    half = depth // 2
    middle, end = np.median(counts[:, half - 1]), np.median(counts[:, -1])
    return float((end / middle) ** (1 / (depth - half))), float(np.mean(counts[:, -1] <= 3))


def random_map_counts(k, sigma2, draws, depth, shared) -> np.ndarray:
    """Numbers of linear regions of stacked random maps RNN(k, sigma^2), the model of `piecewise.draw`.

    Args:
        k, sigma2: as in `piecewise.draw`.
        draws: stacks.
        depth: maps on top of each other.
        shared: whether one map is iterated; otherwise every layer is a map of its own.

    Returns:
        (draws, depth).

    Raises:
        RuntimeError: a student's function is being checked.
    """
    refuse_while_judging("expressivity.random_map_counts")
    counts = np.empty((positive_int("draws", draws), positive_int("depth", depth)))
    for i in range(draws):
        a, b = piecewise.draw(np.random.default_rng(i), depth, k, sigma2)
        x = y = np.array([0.0, 1.0])
        for t in range(depth):
            x, y = piecewise.compose(*piecewise.knots(*((a[0], b[0]) if shared else (a[t], b[t]))), x, y)
            counts[i, t] = piecewise.linear_regions(x, y)
    return counts


def layer_weights(k, depth, shared, rng, sigma2=2.0) -> np.ndarray:
    """Weights of a random network h -> ReLU(W_t h).

    Args:
        k: units of every layer.
        depth: layers.
        shared: whether all layers have the weights of the first one.
        rng: a NumPy random generator.
        sigma2: k times the variance of a weight; 2 is He's initialisation.

    Returns:
        (depth, k, k).
    """
    weights = rng.normal(size=(1 if shared else depth, k, k)) * np.sqrt(sigma2 / k)
    return np.repeat(weights, depth, axis=0) if shared else weights


def regions_along_line(weights, start, end) -> np.ndarray:
    """The number of linear regions along a straight line of inputs, after every layer h -> ReLU(W_t h).

    Args:
        weights: (depth, k, k).
        start, end: (k,), the ends of the line.

    Returns:
        (depth,), whole numbers.

    Raises:
        RuntimeError: a student's function is being checked.
    """
    refuse_while_judging("expressivity.regions_along_line")
    s, h, counts = np.array([0.0, 1.0]), np.stack([start, end]), []
    for W in weights:
        before = h @ W.T
        # A unit switches where its sum crosses zero between two knots.
        i, unit = np.nonzero(before[:-1] * before[1:] < 0)
        share = before[i, unit] / (before[i, unit] - before[i + 1, unit])
        crossing = before[i] + share[:, None] * (before[i + 1] - before[i])
        s = np.concatenate([s, s[i] + share * (s[i + 1] - s[i])])
        order = np.argsort(s, kind="stable")
        s, h = s[order], np.maximum(np.concatenate([before, crossing])[order], 0.0)
        distinct = np.append(True, np.diff(s) > 0)
        s, h = s[distinct], h[distinct]
        slopes = np.diff(h, axis=0) / np.diff(s)[:, None]
        size = np.abs(slopes).max(axis=1)
        bends = np.abs(np.diff(slopes, axis=0)).max(axis=1) > piecewise.SLOPES * np.maximum(size[1:], size[:-1])
        kept = np.concatenate([[True], bends, [True]])
        s, h = s[kept], h[kept]
        counts.append(len(s) - 1)
    return np.array(counts)


def wide_counts(k, draws, depth, shared) -> np.ndarray:
    """Numbers of linear regions of wide networks at He's initialisation, along a line between two random inputs.

    Args:
        k: units of every layer.
        draws: networks.
        depth: layers.
        shared: as in `layer_weights`.

    Returns:
        (draws, depth).
    """
    counts = []
    for i in range(draws):
        rng = np.random.default_rng(i)
        start, end = rng.normal(size=(2, k))
        counts.append(regions_along_line(layer_weights(k, depth, shared, rng), start, end))
    return np.array(counts)


def wide_norms(norms: Callable, k, draws, depth, shared, sigma2) -> np.ndarray:
    """Norms of Jacobians of wide random networks in random directions.

    Args:
        norms: norms(weights, h, u) -> (depth,), the norm of the Jacobian times u after every layer.
        k, depth, shared, sigma2: as in `layer_weights`.
        draws: networks.

    Returns:
        (draws, depth).
    """
    rows = []
    for i in range(draws):
        rng = np.random.default_rng(i)
        h, u = rng.normal(size=(2, k))
        weights = layer_weights(k, depth, shared, rng, sigma2)
        rows.append(np.asarray(norms(weights, h, u / np.linalg.norm(u)), dtype=float).reshape(depth))
    return np.array(rows)
