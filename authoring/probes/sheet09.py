"""The probes of sheet 09: small matrices, maps and series on which every named mistake does something else.

Sizes differ within a probe, and numbers have few digits.
"""

import numpy as np
import torch

from authoring.probes.parts import exercise, label
from sheet_utils.checks.exercise import Exercise, Probe, Result

PRELUDE = """
import numpy as np
import torch
"""

NOTEBOOKS = {
    "1_norms_and_exponents": ["norm-radius", "push-perturbation", "product-rate"],
    "2_three_examples_of_chaos": ["orbit-diagram", "divergence-rate", "pendulum-energy", "prediction-horizon"],
    "3_gradients": ["gradient-terms", "cycle-rate", "usable-step"],
    "4_predictability_time": ["neighbour-divergence", "control-signal", "force-state"],
    "5_a_real_laser": ["record-signal", "forcing-faults"],
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
        _norm_radius(hidden, seed),
        _push_perturbation(hidden, seed + 100),
        _product_rate(hidden, seed + 200),
        _orbit_diagram(hidden),
        _divergence_rate(hidden, seed + 300),
        _pendulum_energy(hidden),
        _prediction_horizon(hidden),
        _gradient_terms(hidden, seed + 800),
        _cycle_rate(hidden, seed + 400),
        _usable_step(),
        _neighbour_divergence(hidden, seed + 600),
        _control_signal(hidden, seed + 900),
        _force_state(hidden, seed + 700),
        _record_signal(hidden),
        _forcing_faults(),
    ]


def pictures() -> dict[str, dict]:
    """An empty dict: no pictures are stored, because the notebooks draw the reference result beside the student's."""
    return {}


# --- Notebook 1. ------------------------------------------------------------------------------------


def _jacobians(rng, T, M):
    """Matrices with one digit after the point, none of them near singular."""
    return rng.integers(-9, 10, (T, M, M)) / 10 + 1.2 * np.eye(M)


def _norm_radius(hidden, seed):
    # A pair of complex eigenvalues, a negative one that is the largest, a shear, and a matrix like any other.
    matrices = [[[0.5, -2.0], [1.5, 0.3]], [[-2.0, 0.7], [0.4, 1.1]], [[1.0, 3.0], [0.0, 0.8]]]
    if hidden:
        matrices = [[[0.2, 1.8], [-1.1, 0.6]], [[-1.6, 0.3], [0.9, 0.7]], [[0.6, 0.0], [2.5, 0.9]]]
    matrices.append(_jacobians(np.random.default_rng(seed), 1, 4 if hidden else 3)[0])
    probes = [Probe(f"A = {np.array(A).tolist()}", ["A"], (np.array(A),), results=2) for A in matrices]
    return exercise("norm-radius", "norm_and_radius", [Result("norm"), Result("radius")], probes)


def _push_perturbation(hidden, seed):
    probes = []
    for offset, (T, M) in enumerate([(5, 3), (3, 4)] if hidden else [(4, 3), (5, 2)]):
        rng = np.random.default_rng(seed + offset)
        args = (_jacobians(rng, T, M), rng.integers(1, 30, M) / 10)
        probes.append(Probe(label(T=T, M=M), ["J", "v"], args, results=2))
    huge = [1e120, 3e110] if hidden else [2e130, 1e120]
    args = (np.stack([np.diag(huge)] * 6), np.array([0.6, 0.9]))
    probes.append(Probe("six large Jacobians", ["J", "v"], args, results=2))
    results = [Result("growth", "(T,)", ["t={}"]), Result("direction", "(M,)", ["{}"])]
    return exercise("push-perturbation", "push", results, probes)


def _product_rate(hidden, seed):
    probes = []
    for offset, (T, M, dt) in enumerate([(5, 2, 0.5), (4, 4, 0.2)] if hidden else [(4, 3, 0.25), (6, 2, 0.1)]):
        J = _jacobians(np.random.default_rng(seed + offset), T, M)
        probes.append(Probe(label(T=T, M=M, dt=dt), ["J", "dt"], (J, dt)))
    return exercise("product-rate", "product_rate", [Result("rate")], probes)


# --- Notebook 2. ------------------------------------------------------------------------------------


def _orbit_diagram(hidden):
    calls = [([2.7, 3.1, 3.4, 3.9], 0.2, 3, 2), ([3.6, 2.9], 0.35, 4, 1), ([3.3, 3.8, 2.5], 0.4, 2, 0)]
    if hidden:
        calls = [([2.6, 3.2, 3.7], 0.3, 4, 3), ([3.5, 3.95, 2.8, 3.05], 0.15, 2, 1), ([3.4, 2.9], 0.45, 3, 0)]
    names, probes = ["r", "x0", "T", "T_trans"], []
    for r, *rest in calls:
        probes.append(Probe(label(r=r, **dict(zip(names[1:], rest, strict=True))), names, (np.array(r), *rest), 2))
    results = [Result("X", "(T, R)", ["t={}", "r number {}"]), Result("lam", "(R,)", ["r number {}"])]
    return exercise("orbit-diagram", "orbit_diagram", results, probes)


def _divergence_rate(hidden, seed):
    probes = []
    calls = [(7, 3, 0.25, 1, 6), (9, 2, 0.1, 2, 6)] if hidden else [(8, 3, 0.1, 2, 6), (6, 4, 0.5, 1, 5)]
    for offset, (T, P, dt, first, last) in enumerate(calls):
        rng = np.random.default_rng(seed + offset)
        d = np.exp2(np.arange(T))[:, None] * rng.integers(1, 90, (T, P)) / 100
        args = (d, dt, first, last)
        probes.append(Probe(label(T=T, P=P, dt=dt, first=first, last=last), ["d", "dt", "first", "last"], args))
    return exercise("divergence-rate", "divergence_rate", [Result("slope")], probes)


def _pendulum_energy(hidden):
    calls = [([0.5, 1.2], [1.5, -0.8], 2.0, 0.7, 9.81), ([-0.9, 2.5], [-0.4, 2.2], 0.5, 1.6, 3.7)]
    if hidden:
        calls = [([0.8, -0.4], [-1.1, 0.7], 1.5, 0.6, 9.81), ([1.7, 0.6], [0.9, 1.8], 0.8, 1.3, 1.6)]
    names, probes = ["theta", "omega", "m", "l", "g"], []
    for theta, omega, *rest in calls:
        args = (np.array(theta), np.array(omega), *rest)
        sizes = dict(zip(names[2:], rest, strict=True))
        probes.append(Probe(label(theta=theta, omega=omega, **sizes), names, args, results=2))
    results = [Result("centres", axes=["rod {}", "coordinate {}"]), Result("E")]
    return exercise("pendulum-energy", "pendulum", results, probes)


def _prediction_horizon(hidden):
    # One pair that crosses and returns, one that only touches, one that is far at once, and one that never is.
    d = [[0.1, 0.2, 0.9, 0.1], [0.3, 0.5, 0.4, 0.2], [0.6, 0.5, 0.8, 0.3], [0.4, 0.7, 0.9, 0.2], [0.8, 0.9, 0.7, 0.4]]
    calls = [(d, 0.25, 0.5), ([[0.2, 0.4], [1.5, 0.6], [0.9, 2.5]], 2.0, 1.0)]
    if hidden:
        d = [[0.2, 0.1, 0.3], [0.7, 0.3, 0.6], [0.5, 0.4, 0.2], [0.9, 0.6, 0.5], [0.8, 0.9, 0.6], [1.1, 0.7, 0.4]]
        calls = [(d, 0.5, 0.6), ([[3.0, 0.5, 1.0], [2.0, 1.5, 2.0], [4.0, 2.5, 1.5]], 0.1, 2.0)]
    probes = [
        Probe(f"d = {rows}, dt = {dt}, far = {far}", ["d", "dt", "far"], (np.array(rows), dt, far))
        for rows, dt, far in calls
    ]
    return exercise("prediction-horizon", "horizon", [Result("times", "(P,)", ["pair {}"])], probes)


# --- Notebook 3. ------------------------------------------------------------------------------------


def _gradient_terms(hidden, seed):
    probes = []
    names, sizes = ["W", "C", "z", "s", "e"], [(3, 2, 1), (5, 3, 2)]
    for offset, (T, M, K) in enumerate([(4, 2, 1), (3, 4, 2)] if hidden else sizes):
        rng = np.random.default_rng(seed + offset)
        W, C = rng.integers(-9, 10, (M, M)) / 10 + 0.6 * np.eye(M), rng.integers(-9, 10, (M, K)) / 10 + 0.05
        z, s = rng.integers(-8, 9, (T + 1, M)) / 10 + 0.05, rng.integers(-9, 10, (T, K)) / 10 + 0.05
        args = (W, C, z, s, rng.integers(-9, 10, M) / 10 + 0.05)
        probes.append(Probe(label(T=T, M=M, K=K), names, args))
    result = Result("the terms", "(T, M, M + K)", ["row {}", "unit {}", "column {}"])
    return exercise("gradient-terms", "gradient_terms", [result], probes)


def _cycle_rate(hidden, seed):
    # A pair of complex eigenvalues, then cycles.
    turn = [[[0.2, -0.9], [1.1, 0.5]]] if hidden else [[[0.4, -0.7], [0.9, 0.1]]]
    probes = [Probe(label(k=1, M=2), ["J"], (np.array(turn),))]
    # The eigenvalue of the largest modulus is negative.
    flip = [[[-1.6, 0.3], [0.2, 0.9]]] if hidden else [[[-1.4, 0.6], [0.1, 1.1]]]
    probes.append(Probe("k = 1, a flip", ["J"], (np.array(flip),)))
    for offset, (k, M) in enumerate([(5, 2), (3, 4)] if hidden else [(4, 3), (3, 2)]):
        J = _jacobians(np.random.default_rng(seed + offset), k, M) * 0.8
        probes.append(Probe(label(k=k, M=M), ["J"], (J,)))
    return exercise("cycle-rate", "cycle_rate", [Result("the slope")], probes)


def _usable_step():
    """One question whose answer is three numbers; the check does not print them beside the student's."""
    results = [Result(f"the power for T = {T}", "(a number)", secret=True) for T in (10, 40, 70)]
    return exercise("usable-step", "usable_powers", results, [Probe("the three lengths", [], (), results=3)])


# --- Notebook 4. ------------------------------------------------------------------------------------


def _neighbour_divergence(hidden, seed):
    probes = []
    cases = [(12, 2, 2, 3), (14, 3, 1, 2), (13, 1, 3, 4)] if hidden else [(13, 2, 2, 3), (12, 3, 1, 2), (14, 1, 3, 4)]
    for offset, (T, D, theiler, K) in enumerate(cases):
        # Whole numbers that are all different, over ten: no two distances from one row are equal but by chance.
        X = np.random.default_rng(seed + offset).permutation(4 * T * D)[: T * D].reshape(T, D) / 10
        probes.append(Probe(label(T=T, D=D, theiler=theiler, K=K), ["X", "theiler", "K"], (X, theiler, K)))
    return exercise("neighbour-divergence", "divergence", [Result("S", "(K + 1,)", ["k={}"])], probes)


def _control_signal(hidden, seed):
    """Read-outs that are wide, tall and square."""
    probes = []
    for offset, (W, N, M) in enumerate(
        [(3, 2, 5), (2, 4, 3), (3, 2, 2)] if hidden else [(2, 2, 4), (3, 5, 2), (2, 3, 3)]
    ):
        rng = np.random.default_rng(seed + offset)
        numbers = lambda *shape: torch.from_numpy(rng.integers(-20, 21, shape) / 10 + 0.05)  # noqa: B023
        probes.append(Probe(label(W=W, N=N, M=M), ["B", "x"], (numbers(N, M), numbers(W, N))))
    result = Result("control signal", "(W, M)", ["row {}", "unit {}"])
    return exercise("control-signal", "control_signal", [result], probes)


def _force_state(hidden, seed):
    probes = []
    for offset, (W, M, N) in enumerate([(3, 4, 2), (2, 5, 3)] if hidden else [(2, 4, 2), (4, 5, 3)]):
        rng = np.random.default_rng(seed + offset)
        numbers = lambda *shape: torch.from_numpy(rng.integers(-20, 21, shape) / 10 + 0.05)  # noqa: B023
        args = (numbers(W, M), numbers(W, N), numbers(N, M))
        probes.append(Probe(label(W=W, M=M, N=N), ["h", "x", "B"], args))
    return exercise("force-state", "force", [Result("state", "(W, M)", ["row {}", "unit {}"])], probes)


# --- Notebook 5. ------------------------------------------------------------------------------------


def _record_signal(hidden):
    # The extremes of the signal are not among the values that are kept, and nothing lies half-way between two levels.
    calls = [([1.2, 9.5, 3.3, 0.1, 7.1, 2.2, 5.6, 4.4, 2.9], 2, 3), ([4.1, -2.3, 0.7, 8.8, 3.9, -1.4, 6.2], 3, 5)]
    calls.append(([0.31, 0.94, 0.07, 0.55, 0.68], 1, 8))
    if hidden:
        calls = [([2.4, 8.1, 0.3, 6.6, 9.9, 1.7, 3.8, 5.1], 3, 4), ([-1.1, 5.2, 2.6, -3.7, 0.9, 7.3, 4.8], 2, 2)]
        calls.append(([0.82, 0.13, 0.47, 0.29, 0.91, 0.66], 1, 6))
    names = ["s", "every", "bits"]
    probes = [
        Probe(f"s = {values}, every = {every}, bits = {bits}", names, (np.array(values), every, bits))
        for values, every, bits in calls
    ]
    return exercise("record-signal", "record", [Result("readings", "(n,)", ["reading {}"])], probes)


def _forcing_faults():
    """One question whose answer is four numbers; the check does not print them beside the student's."""
    results = [Result(f"line of program {name}", "(a number)", secret=True) for name in "abcd"]
    return exercise("forcing-faults", "faulty_lines", results, [Probe("the four programs", [], (), results=4)])
