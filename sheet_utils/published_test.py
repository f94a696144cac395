"""A published test for period three and the networks it judges, rebuilt from the description of its script.

The script belongs to Chatziafratis, Panageas, Sanford & Stavroulakis, *On scrambling phenomena for randomly initialized
recurrent networks*, NeurIPS 2022. In the setting of its last stored run a network is f(x) = ReLU(c + sum over i of
v_i ReLU(w_i x + b_i)) with all weights and biases drawn by He's rule, four units, and no clipping.
"""

import numpy as np

from sheet_utils.runtime import positive_int, refuse_while_judging


def draw(rng, nets, width=4) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Networks of the script: the variance of weights and biases is 2 over the number of inputs of their layer.

    Args:
        rng: a NumPy random generator.
        nets: how many.
        width: rectified units of each.

    Returns:
        w, b, v, c: the weights and biases of the units, the weights of the output, (nets, width) each; the bias of
        the output, (nets,).
    """
    nets, width = positive_int("nets", nets), positive_int("width", width)
    w, b = np.sqrt(2) * rng.normal(size=(2, nets, width))
    scale = np.sqrt(2 / width)
    return w, b, scale * rng.normal(size=(nets, width)), scale * rng.normal(size=nets)


def apply(networks, x) -> np.ndarray:
    """One step of every network.

    Args:
        networks: from `draw`.
        x: (nets, K), a row of states for every network.

    Returns:
        (nets, K), the next states.
    """
    w, b, v, c = networks
    total = np.repeat(c[:, None], x.shape[1], axis=1)
    for i in range(w.shape[1]):
        total += v[:, i, None] * np.maximum(w[:, i, None] * x + b[:, i, None], 0.0)
    return np.maximum(total, 0.0)


def flagged(networks, iterates, points=163) -> dict[int, np.ndarray]:
    """Which networks the test calls chaotic, by the iterate that it compares with x on its grid on [-1, 1].

    Args:
        networks: from `draw`.
        iterates: the iterates, each at least 1.
        points: of the grid.

    Returns:
        dict of n to (nets,), bool: whether f^n(x) - x has more changes of sign on the grid than f(x) - x.

    Raises:
        RuntimeError: a student's function is being checked.
    """
    refuse_while_judging("published_test.flagged")
    grid = np.linspace(-1.0, 1.0, points)
    y = np.repeat(grid[None], len(networks[3]), axis=0)
    crossings = []
    for _ in range(max(iterates)):
        y = apply(networks, y)
        crossings.append(_changes(y - grid))
    return {n: crossings[n - 1] > crossings[0] for n in iterates}


def _changes(d):
    """The number of changes of sign along the rows, with a zero on the grid itself counted where the sign changes."""
    across = np.sum(d[:, :-1] * d[:, 1:] < 0, axis=1)
    return across + np.sum((d[:, 1:-1] == 0) & (d[:, :-2] * d[:, 2:] < 0), axis=1)
