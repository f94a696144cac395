"""The probes of sheet 12: small maps and arrays on which every named mistake does something else.

Sizes differ within a probe, numbers have few digits, and where a mistake depends on rounding the maps have slopes
that are powers of two, so that their iterates are exact on every machine.
"""

import numpy as np

from authoring.probes.parts import exercise, label
from sheet_utils.checks.exercise import Exercise, Probe, Result

# What the notebooks import before the exercises, and what answers to later exercises call.
PRELUDE = """
import numpy as np
from sheet_utils import rare_cycles


def interpolation(t, y):
    small, large = np.minimum.outer(t, t), np.maximum.outer(t, t)
    c = np.linalg.solve(small**2 * (3 * large - small) / 6, y)
    return y @ c / 2, c
"""

NOTEBOOKS = {
    "1_scrambling": ["relu-orbits", "pair-limits"],
    "2_period_three": ["compose-knots", "exact-points", "counted-periods", "backward-orbit", "odd-cycle"],
    "3_order_to_chaos": ["steepest-slope", "interpolation-spline", "cheapest-cycle", "log-weights", "weighted-share"],
    "4_expressivity": ["count-regions", "jacobian-norms"],
    "5_higher_dimensions": ["layered-jacobian"],
}


def exercises(hidden, draw=0) -> list[Exercise]:
    """The exercises with their probes, without their answers.

    Args:
        hidden: whether the probes are the tutors' or the students'.
        draw: which draw of the random ones; 0 is the one in use.

    Returns:
        A list of `Exercise`.
    """
    seed = (2000 if hidden else 1000) + 10_000 * draw
    return [
        _relu_orbits(hidden, seed),
        _pair_limits(hidden),
        _compose_knots(hidden, seed),
        _exact_points(hidden),
        _counted_periods(hidden),
        _backward_orbit(hidden, seed + 400),
        _odd_cycle(hidden),
        _steepest_slope(hidden, seed + 100),
        _interpolation_spline(hidden, seed + 120),
        _cheapest_cycle(hidden),
        _log_weights(hidden, seed + 140),
        _weighted_share(hidden, seed + 160),
        _count_regions(hidden),
        _jacobian_norms(hidden, seed + 200),
        _layered_jacobian(hidden, seed + 300),
    ]


def pictures() -> dict[str, dict]:
    """An empty dict: no pictures are stored, because the notebooks draw the reference result beside the student's."""
    return {}


# --- Notebook 1. ------------------------------------------------------------------------------------


def _relu_orbits(hidden, seed):
    names, probes = ["a", "b", "z0", "T", "clip"], []
    for offset, (k, B, T) in enumerate([(4, 5, 3), (6, 3, 4)] if hidden else [(3, 4, 2), (5, 2, 6)]):
        rng = np.random.default_rng(seed + offset)
        a, b = rng.integers(-40, 41, k) / 10, rng.integers(-30, 100, k) / 100
        probes.append(Probe(label(k=k, B=B, T=T), names, (a, b, rng.integers(1, 100, B) / 100, T, True)))
    # One map that leaves [0, 1] on both sides, clipped and not.
    z0 = np.array([0.15, 0.35, 0.6, 0.8, 0.95]) if hidden else np.array([0.1, 0.3, 0.55, 0.9])
    for clip, weights in ((True, [5.0, -11.0, 20.0]), (False, [2.5, -5.5, 1.5])):
        args = (np.array(weights), np.array([0.0, 0.4, 0.85]), z0, 3, clip)
        probes.append(Probe(label(k=3, B=len(z0), T=3, clip=clip), names, args))
    return exercise("relu-orbits", "orbits", [Result("Z", "(T + 1, B)", ["t={}", "b={}"])], probes)


def _pair_limits(hidden):
    """Pairs with a transient that no cycle returns to, orbits of different periods, and close returns that are none."""
    two, three = [0.2, 0.7], [0.9, 0.35, 0.5]
    close = [(0.3, 0.8), (0.55, 0.65), (0.31, 0.81), (0.9, 0.2), (0.5, 0.75)]
    before, rows, shift = [(0.01, 0.99), (0.4, 0.41)], 12, 0.0
    if hidden:
        two, three, before, rows, shift = [0.65, 0.15], [0.25, 0.6, 0.8], [(0.5, 0.5), (0.99, 0.03)], 13, 0.03
    series = {
        "orbits of period 2 and 3": before + [(two[t % 2], three[t % 3]) for t in range(rows)],
        "a cycle with close returns": [(0.1, 0.1)] + [(x + shift, y) for x, y in close * 3][: rows + 1],
        "nothing that repeats": before + [(two[t % 2], (0.11 * t * t) % 1.0) for t in range(7)],
        "orbits that merge": before + [(0.6, 0.6 + shift), (0.8, 0.8), (0.3, 0.3), (0.8, 0.8), (0.3, 0.3), (0.8, 0.8)],
    }
    probes = [Probe(text, ["Z"], (np.array(pairs),), results=2) for text, pairs in series.items()]
    return exercise("pair-limits", "pair_limits", [Result("closest"), Result("farthest")], probes)


# --- Notebook 2. ------------------------------------------------------------------------------------


def _ends(rng, size):
    """Places from 0 to 1 with two digits, all different."""
    inner = rng.choice(np.arange(2, 99), size - 2, replace=False)
    return np.concatenate([[0.0], np.sort(inner) / 100, [1.0]])


def _compose_knots(hidden, seed):
    names = ["fx", "fy", "gx", "gy"]
    tent = np.array([0.0, 0.5, 1.0]), np.array([0.0, 1.0, 0.0])
    probes = [
        Probe(
            "f a tent and g another map",
            names,
            (*tent, np.array([0.0, 0.3, 1.0]), np.array([0.2, 0.9, 0.0])),
            results=2,
        )
    ]
    for offset, (K, L) in enumerate([(8, 3), (7, 6)] if hidden else [(7, 3), (6, 8)]):
        rng = np.random.default_rng(seed + offset)
        args = (_ends(rng, K), rng.integers(0, 100, K) / 100 + 0.001, _ends(rng, L), rng.integers(0, 100, L) / 100)
        args[3][-1] = args[3][-2]  # a flat piece
        probes.append(Probe(label(K=K, L=L), names, args, results=2))
    results = [Result("x", "(M,)", ["{}"]), Result("y", "(M,)", ["{}"])]
    return exercise("compose-knots", "compose", results, probes)


def _exact_points(hidden):
    """Maps with slopes +-1/2, +-2, +-4 in dyadic knots: every knot of every iterate is a float, exactly."""
    maps = [
        ([0, 2, 4], [0, 4, 0], 3),
        ([0, 2, 4], [2, 4, 0], 3),
        ([0, 1, 3, 4], [2, 4, 0, 1], 2),
        ([0, 2, 4], [1, 2, 1], 3),
    ]
    if hidden:
        maps = [
            ([0, 2, 4], [4, 0, 4], 3),
            ([0, 2, 4], [4, 0, 2], 3),
            ([0, 2, 4], [1, 4, 0], 2),
            ([0, 2, 4], [3, 2, 3], 3),
        ]
    probes = []
    for x, y, p in maps:
        x, y, X = np.array(x) / 4, np.array(y) / 4, np.arange(513) / 512
        Y = X
        for _ in range(p):
            Y = np.interp(Y, x, y)
        # Every other place without a knot is left out again, where that changes nothing.
        keep = np.ones(len(X), dtype=bool)
        keep[1:-1] = np.diff(Y, 2) != 0
        keep[5::11] = True
        label = f"the map with the knots {', '.join(f'({a:g}, {b:g})' for a, b in zip(x, y, strict=True))}, p = {p}"
        probes.append(Probe(label, ["x", "y", "X", "Y"], (x, y, X[keep], Y[keep])))
    return exercise("exact-points", "points_of_period", [Result("points", "(number of points,)", ["{}"])], probes)


def _counted_periods(hidden):
    probes = [Probe(label(n=n), ["n"], (n,), results=2) for n in ((8, 10, 18, 9, 5) if hidden else (4, 6, 12, 15, 7))]
    results = [Result("periods", "(number of periods,)", ["{}"]), Result("proving", "(number of them,)", ["{}"])]
    return exercise("counted-periods", "counted_periods", results, probes)


def _backward_orbit(hidden, seed):
    """Itineraries that the map allows; they are no palindromes."""
    calls = (
        [(3.83, 6, 0.7), (3.9, 9, 0.6), (4.0, 4, 0.8)] if hidden else [(3.83, 5, 0.6), (3.95, 8, 0.7), (4.0, 3, 0.3)]
    )
    probes = []
    for offset, (r, n, x_end) in enumerate(calls):
        rng, symbols = np.random.default_rng(seed + offset), []
        while len(symbols) < n:
            symbols += [1] if rng.random() < 0.4 else [0, 1]
        symbols = np.array([*symbols[: n - 2], 0, 1]) if symbols[n - 3] else np.array([*symbols[: n - 2], 1, 1])
        probes.append(Probe(label(r=r, n=n, x_end=x_end), ["r", "symbols", "x_end"], (r, symbols, x_end)))
    return exercise("backward-orbit", "backward_orbit", [Result("X", "(n + 1,)", ["t={}"])], probes)


def _odd_cycle(hidden):
    probes = [Probe(label(p=p), ["p"], (p,)) for p in ((7, 11, 5) if hidden else (3, 5, 9))]
    return exercise("odd-cycle", "odd_cycle", [Result("y", "(p,)", ["j={}"])], probes)


# --- Notebook 3. ------------------------------------------------------------------------------------


def _steepest_slope(hidden, seed):
    probes = []
    for offset, k in enumerate((4, 7, 11) if hidden else (3, 6, 10)):
        rng = np.random.default_rng(seed + offset)
        a, b = rng.integers(-90, 91, k) / 10, rng.choice(np.arange(1, 100), k, replace=False) / 100
        probes.append(Probe(f"{k} units", ["a", "b"], (a - 2.0, b)))
        probes.append(Probe(f"{k} units", ["a", "b"], (a + 2.0, b)))
    # The steepest piece is far shorter than the spacing of any grid.
    a, b = ([1.0, -8.0, 7.5], [0.25, 0.618033, 0.618036]) if hidden else ([8.5, 1.5, -9.0], [0.271827, 0.125, 0.27183])
    probes.append(Probe("3 units, two of them close together", ["a", "b"], (np.array(a), np.array(b))))
    return exercise("steepest-slope", "steepest_slope", [Result("the slope")], probes)


def _interpolation_spline(hidden, seed):
    probes = [Probe("t = (1), y = (1)", ["t", "y"], (np.array([1.0]), np.array([1.0])), results=2)]
    for offset, n in enumerate((3, 5) if hidden else (2, 4)):
        rng = np.random.default_rng(seed + offset)
        # Apart from each other, so that the system is well conditioned.
        t = (np.arange(1, n + 1) - 0.1 * rng.integers(0, 6, n)) / n
        args = (t, rng.integers(-9, 10, n) / 10 + 0.05)
        probes.append(Probe(label(n=n), ["t", "y"], args, results=2))
    return exercise("interpolation-spline", "interpolation", [Result("the cost"), Result("c", "(n,)", ["{}"])], probes)


def _cheapest_cycle(hidden):
    orders = [(1, 2, 0), (2, 0, 1), (2, 4, 3, 1, 0)] if hidden else [(1, 2, 0), (2, 0, 1), (1, 2, 3, 0)]
    probes = [Probe(f"the order {order}", ["image"], (order,), results=2) for order in orders]
    return exercise("cheapest-cycle", "cheapest_cycle", [Result("the cost"), Result("t", "(n,)", ["{}"])], probes)


def _log_weights(hidden, seed):
    probes = []
    for offset, (maps, k, sigma2) in enumerate([(2, 5, 3.0), (6, 4, 0.5)] if hidden else [(3, 2, 0.5), (4, 6, 5.0)]):
        rng = np.random.default_rng(seed + offset)
        u = rng.integers(-30, 31, (maps, k)) / 10
        a = np.round(u / k, 1) + rng.integers(-9, 10, (maps, k)) / 10
        a[0] = -np.round(u[0] / k, 1)  # one map that is likelier under the true law
        probes.append(Probe(label(maps=maps, k=k, sigma2=sigma2), ["a", "u", "sigma2"], (a, u, sigma2)))
    return exercise("log-weights", "log_weights", [Result("log weights", "(maps,)", ["map {}"])], probes)


def _weighted_share(hidden, seed):
    probes, names = [], ["hits", "log_weights"]
    for offset, (maps, every) in enumerate([(11, 3), (17, 4)] if hidden else [(9, 2), (16, 3)]):
        logs = np.random.default_rng(seed + offset).integers(-20, 21, maps) / 10
        hits = np.arange(maps) % every == 1
        probes.append(Probe(f"{hits.sum()} hits of {maps}", names, (hits, logs), results=3))
    maps = 7 if hidden else 5
    args = (np.zeros(maps, dtype=bool), np.arange(maps) / 10)
    probes.append(Probe(f"no hit in {maps}", names, args, results=3))
    results = [Result("the share"), Result("its standard error"), Result("the effective number")]
    return exercise("weighted-share", "weighted_share", [*results], probes)


# --- Notebook 4. ------------------------------------------------------------------------------------


def _count_regions(hidden):
    widths = [[0.1, 0.3, 0.25, 0.05, 0.2], [0.2, 0.1, 0.3, 0.15, 0.3, 0.1], [0.3, 0.1, 0.2, 0.4]]
    slopes = [[0.7, 0.7, -0.7, 0.7, 0.70001], [2, -2, 2, 2, 0, 1], [0.7, 0.7, 0.7, 0.7]]
    # Pieces of the same slope and width, and of different slopes that rise by the same amount.
    widths.append([0.2, 0.1, 0.1, 0.1, 0.2, 0.1])
    slopes.append([0.7, 1.4, 1.4, -1.4, -0.7, -0.7])
    if hidden:
        widths = [[0.3, 0.1, 0.2, 0.35, 0.15, 0.1], [0.1, 0.25, 0.15, 0.3, 0.1, 0.2], [0.1, 0.2, 0.3, 0.15]]
        slopes = [[0.3, 0.3, -0.3, 0.3, 0.30001, 0.9], [-1, 1, 1, 3, 0, -1], [0.3, 0.3, 0.3, 0.3]]
        widths.append([0.1, 0.2, 0.2, 0.2, 0.1, 0.2])
        slopes.append([1.2, 0.6, 0.6, -0.6, -1.2, -1.2])
    probes = []
    for steps, rises in zip(widths, slopes, strict=True):
        x = np.concatenate([[0.0], np.cumsum(steps)])
        y = np.concatenate([[0.2], 0.2 + np.cumsum(np.array(steps) * rises)])
        probes.append(Probe(f"slopes {', '.join(map(str, rises))}", ["x", "y"], (x, y)))
    return exercise("count-regions", "count_regions", [Result("the number of regions")], probes)


def _jacobian_norms(hidden, seed):
    """States of two signs and directions that are no states, so that every mask shows."""
    probes = []
    for offset, (depth, k) in enumerate([(3, 6), (5, 4)] if hidden else [(4, 5), (2, 7)]):
        rng = np.random.default_rng(seed + offset)
        weights, h, u = rng.normal(size=(depth, k, k)), rng.normal(size=k), rng.normal(size=k)
        args = tuple(np.round(value, 2) for value in (weights, h, u))
        probes.append(Probe(label(depth=depth, k=k), ["weights", "h", "u"], args))
    return exercise("jacobian-norms", "jacobian_norms", [Result("norms", "(depth,)", ["layer {}"])], probes)


# --- Notebook 5. ------------------------------------------------------------------------------------


def _layered_jacobian(hidden, seed):
    probes = []
    for offset, (N, k) in enumerate([(4, 7), (2, 3)] if hidden else [(3, 5), (4, 6)]):
        rng = np.random.default_rng(seed + offset)
        A, W = (rng.integers(-12, 13, shape) / 10 + 0.05 for shape in ((N, k), (k, N)))
        args = (A, W, rng.integers(-9, 10, N) / 10 + 0.05)
        probes.append(Probe(label(N=N, k=k), ["A", "W", "z"], args))
    # A square network, in which rows and columns can be mistaken for each other without an error.
    N = 3 if hidden else 4
    rng = np.random.default_rng(seed + 2)
    args = (*(rng.integers(-12, 13, (2, N, N)) / 10 + 0.05), rng.integers(1, 10, N) / 10)
    probes.append(Probe(label(N=N, k=N), ["A", "W", "z"], args))
    results = [Result("J", "(N, N)", ["i={}", "j={}"])]
    return exercise("layered-jacobian", "jacobian", results, probes)
