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
    "1_scrambling": ["relu-orbits", "parting-step", "tail-extremes", "logistic-exponent"],
    "2_period_three": ["grid-count", "compose-knots", "exact-points"],
    "3_order_to_chaos": ["steepest-slope", "interpolation-spline", "cheapest-cycle", "log-weights", "weighted-share"],
    "4_expressivity": ["count-regions", "layer-noise", "lap-entropy"],
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
        _parting_step(hidden),
        _tail_extremes(hidden),
        _logistic_exponent(hidden),
        _grid_count(hidden),
        _compose_knots(hidden, seed),
        _exact_points(hidden),
        _steepest_slope(hidden, seed + 100),
        _interpolation_spline(hidden, seed + 120),
        _cheapest_cycle(hidden),
        _log_weights(hidden, seed + 140),
        _weighted_share(hidden, seed + 160),
        _count_regions(hidden),
        _layer_noise(hidden, seed + 200),
        _lap_entropy(hidden),
        _layered_jacobian(hidden, seed + 300),
    ]


def pictures() -> dict[str, dict]:
    """An empty dict: no pictures are stored, because the notebooks draw the reference result beside the student's."""
    return {}


# --- Notebook 1. ------------------------------------------------------------------------------------


def _relu_orbits(hidden, seed):
    probes = []
    for offset, (k, B, T) in enumerate([(4, 5, 3), (6, 3, 4)] if hidden else [(3, 4, 2), (5, 2, 6)]):
        rng = np.random.default_rng(seed + offset)
        a, b = rng.integers(-40, 41, k) / 10, rng.integers(-30, 100, k) / 100
        probes.append(Probe(label(k=k, B=B, T=T), ["a", "b", "z0", "T"], (a, b, rng.integers(1, 100, B) / 100, T)))
    # One map that leaves [0, 1] on both sides.
    z0 = np.array([0.15, 0.35, 0.6, 0.8, 0.95]) if hidden else np.array([0.1, 0.3, 0.55, 0.9])
    args = (np.array([5.0, -11.0, 20.0]), np.array([0.0, 0.4, 0.85]), z0, 3)
    probes.append(Probe(label(k=3, B=len(z0), T=3), ["a", "b", "z0", "T"], args))
    return exercise("relu-orbits", "orbits", [Result("Z", "(T + 1, B)", ["t={}", "b={}"])], probes)


def _parting_step(hidden):
    calls = [(1e-7, 0.1, 0.69), (1e-3, 0.4, 0.2), (1e-10, 0.03, 1.5)]
    if hidden:
        calls = [(1e-6, 0.2, 0.5), (1e-2, 0.6, 0.11), (1e-9, 0.05, 1.1)]
    names = ["delta", "far", "lam"]
    probes = [Probe(label(**dict(zip(names, args, strict=True))), names, args) for args in calls]
    return exercise("parting-step", "parting_step", [Result("the step")], probes)


def _tail_extremes(hidden):
    series = [([0.1, 0.9, 0.2, 0.7, 0.3, 0.5], 2), ([0.05, 0.8, 0.6, 0.4], 1), ([0.9, 0.1, 0.7, 0.35], 2)]
    if hidden:
        series = [([0.2, 0.1, 0.95, 0.6, 0.25, 0.3, 0.4], 3), ([0.9, 0.15, 0.5, 0.3], 1), ([0.05, 0.6, 0.85, 0.7], 2)]
    names = ["d", "skip"]
    probes = [Probe(f"d = {d}, skip = {skip}", names, (np.array(d), skip), results=2) for d, skip in series]
    results = [Result("closest"), Result("farthest")]
    return exercise("tail-extremes", "closest_and_farthest", results, probes)


def _logistic_exponent(hidden):
    calls = [(3.7, 0.2, 6, 3), (2.6, 0.35, 4, 2), (3.9, 0.6, 5, 1)]
    if hidden:
        calls = [(3.8, 0.3, 7, 2), (2.4, 0.15, 5, 1), (3.6, 0.7, 4, 4)]
    names = ["r", "x0", "T", "T_trans"]
    probes = [Probe(label(**dict(zip(names, args, strict=True))), names, args) for args in calls]
    return exercise("logistic-exponent", "logistic_exponent", [Result("the exponent")], probes)


# --- Notebook 2. ------------------------------------------------------------------------------------


def _grid_count(hidden):
    calls = [(3.83, 3, 2000), (3.2, 2, 1000), (0.9, 2, 500), (4.0, 5, 3000), (2.8, 3, 700)]
    if hidden:
        calls = [(3.845, 3, 3000), (3.4, 2, 800), (0.7, 3, 600), (3.95, 5, 4000), (2.9, 2, 900)]
    probes = []
    for r, p, size in calls:
        x = (np.arange(size) + 0.5) / size
        probes.append(Probe(label(r=r, p=p) + f", a grid of {size} points", ["r", "p", "x"], (r, p, x)))
    return exercise("grid-count", "count_points_of_period", [Result("the number of points")], probes)


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
    slopes = [[0.7, 0.7, -0.7, 0.7, 0.701], [2, -2, 2, 2, 0, 1], [0.7, 0.7, 0.7, 0.7]]
    # Pieces of the same slope and width, and of different slopes that rise by the same amount.
    widths.append([0.2, 0.1, 0.1, 0.1, 0.2, 0.1])
    slopes.append([0.7, 1.4, 1.4, -1.4, -0.7, -0.7])
    if hidden:
        widths = [[0.3, 0.1, 0.2, 0.35, 0.15, 0.1], [0.1, 0.25, 0.15, 0.3, 0.1, 0.2], [0.1, 0.2, 0.3, 0.15]]
        slopes = [[0.3, 0.3, -0.3, 0.3, 0.302, 0.9], [-1, 1, 1, 3, 0, -1], [0.3, 0.3, 0.3, 0.3]]
        widths.append([0.1, 0.2, 0.2, 0.2, 0.1, 0.2])
        slopes.append([1.2, 0.6, 0.6, -0.6, -1.2, -1.2])
    probes = []
    for steps, rises in zip(widths, slopes, strict=True):
        x = np.concatenate([[0.0], np.cumsum(steps)])
        y = np.concatenate([[0.2], 0.2 + np.cumsum(np.array(steps) * rises)])
        probes.append(Probe(f"slopes {', '.join(map(str, rises))}", ["x", "y"], (x, y)))
    return exercise("count-regions", "count_regions", [Result("the number of regions")], probes)


def _layer_noise(hidden, seed):
    probes = []
    for offset, (T, P, recurrent) in enumerate(
        [(4, 3, True), (5, 2, False)] if hidden else [(3, 4, True), (4, 2, False)]
    ):
        rng = np.random.default_rng(seed + offset)
        args = (rng.integers(-30, 31, P) / 10, rng.integers(-20, 21, (T, P)) / 100, recurrent)
        probes.append(Probe(label(T=T, P=P, recurrent=recurrent), ["theta", "noise", "recurrent"], args))
    results = [Result("the parameters", "(T, P)", ["t={}", "parameter {}"])]
    return exercise("layer-noise", "layer_parameters", results, probes)


def _lap_entropy(hidden):
    series = (
        [[3, 7, 20, 50, 140], [2, 5, 9], [4, 6, 6, 15]] if hidden else [[2, 4, 7, 12, 30], [3, 5, 11], [2, 4, 4, 9]]
    )
    probes = [Probe(f"laps = {laps}", ["laps"], (np.array(laps),)) for laps in series]
    return exercise("lap-entropy", "lap_entropy", [Result("the entropy")], probes)


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
