"""The probes of sheet 09: small matrices, maps and series on which every named mistake does something else.

Sizes differ within a probe, and numbers have few digits.
"""

import numpy as np

from course.probes.parts import exercise, label, probe, result

PRELUDE = """
import numpy as np
"""

NOTEBOOKS = {
    "1_norms_and_exponents": ["norm-radius", "push-perturbation", "product-rate"],
}


def exercises(hidden):
    """The exercises without their answers, as `checks.pack_exercise` describes them.

    Args:
        hidden: whether the probes are the tutor's or the students'.
    """
    seed = 2000 if hidden else 1000
    return [
        _norm_radius(hidden, seed),
        _push_perturbation(hidden, seed + 100),
        _product_rate(hidden, seed + 200),
    ]


def pictures():
    """No pictures are stored: the notebooks draw the course's own result beside the student's."""
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
    probes = [probe(f"A = {np.array(A).tolist()}", ["A"], (np.array(A),), results=2) for A in matrices]
    return exercise("norm-radius", "norm_and_radius", [result("norm"), result("radius")], probes)


def _push_perturbation(hidden, seed):
    probes = []
    for place, (T, M) in enumerate([(5, 3), (3, 4)] if hidden else [(4, 3), (5, 2)]):
        rng = np.random.default_rng(seed + place)
        args = (_jacobians(rng, T, M), rng.integers(1, 30, M) / 10)
        probes.append(probe(label(T=T, M=M), ["J", "v"], args, results=2))
    huge = [1e120, 3e110] if hidden else [2e130, 1e120]
    args = (np.stack([np.diag(huge)] * 6), np.array([0.6, 0.9]))
    probes.append(probe("six large Jacobians", ["J", "v"], args, results=2))
    results = [result("growth", "(T,)", ["t={}"]), result("direction", "(M,)", ["{}"])]
    return exercise("push-perturbation", "push", results, probes)


def _product_rate(hidden, seed):
    probes = []
    for place, (T, M, dt) in enumerate([(5, 2, 0.5), (4, 4, 0.2)] if hidden else [(4, 3, 0.25), (6, 2, 0.1)]):
        J = _jacobians(np.random.default_rng(seed + place), T, M)
        probes.append(probe(label(T=T, M=M, dt=dt), ["J", "dt"], (J, dt)))
    return exercise("product-rate", "product_rate", [result("the rate")], probes)
