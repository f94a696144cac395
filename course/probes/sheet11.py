"""The probes of sheet 11: small networks, Jacobians and spectra on which every named mistake does something else.

Weights have few digits and no two of them are alike, so that a gate or a unit taken for another one shows.
"""

import numpy as np

from course.probes.parts import exercise, label, probe, result

PRELUDE = """
import numpy as np


def sigma(x):
    return 1 / (1 + np.exp(-x))
"""

NOTEBOOKS = {
    "1_driven_spectra": ["rnn-jacobian", "gru-jacobian", "lstm-jacobian", "driven-exponents"],
}


def exercises(hidden):
    """The exercises without their answers, as `checks.pack_exercise` describes them.

    Args:
        hidden: whether the probes are the tutor's or the students'.
    """
    seed = 4000 if hidden else 3000
    return [
        _rnn_jacobian(hidden, seed),
        _gru_jacobian(hidden, seed + 100),
        _lstm_jacobian(hidden, seed + 200),
        _driven_exponents(hidden, seed + 300),
    ]


def pictures():
    """No pictures are stored: the notebooks draw the course's own result beside the student's."""
    return {}


def _draw(rng, *shapes):
    """Arrays of numbers with two digits, none of them small."""
    return [rng.choice([-1, 1], shape) * rng.integers(20, 150, shape) / 100 for shape in shapes]


# --- Notebook 1. ------------------------------------------------------------------------------------


def _rnn_jacobian(hidden, seed):
    probes = []
    for place, (H, K) in enumerate([(4, 2), (2, 5)] if hidden else [(3, 2), (2, 4)]):
        args = _draw(np.random.default_rng(seed + place), (H, H), (H, K), H, H, K)
        probes.append(probe(label(H=H, K=K), ["V", "U", "b", "h", "s"], tuple(args)))
    return exercise("rnn-jacobian", "rnn_jacobian", [result("J", "(H, H)", ["i={}", "j={}"])], probes)


def _gru_jacobian(hidden, seed):
    probes = []
    for place, (H, K) in enumerate([(3, 4), (4, 2)] if hidden else [(2, 3), (3, 2)]):
        args = _draw(np.random.default_rng(seed + place), (3 * H, H), (3 * H, K), 3 * H, 3 * H, H, K)
        probes.append(probe(label(H=H, K=K), ["V", "U", "b", "d", "h", "s"], tuple(args)))
    return exercise("gru-jacobian", "gru_jacobian", [result("J", "(H, H)", ["i={}", "j={}"])], probes)


def _lstm_jacobian(hidden, seed):
    probes = []
    for place, (H, K) in enumerate([(3, 2), (2, 4)] if hidden else [(2, 3), (3, 1)]):
        args = _draw(np.random.default_rng(seed + place), (4 * H, H), (4 * H, K), 4 * H, H, H, K)
        probes.append(probe(label(H=H, K=K), ["V", "U", "b", "h", "c", "s"], tuple(args), results=2))
    results = [result("J", "(2 H, 2 H)", ["i={}", "j={}"]), result("J_h", "(H, H)", ["i={}", "j={}"])]
    return exercise("lstm-jacobian", "lstm_jacobian", results, probes)


def _driven_exponents(hidden, seed):
    probes = []
    for place, (T, B, M) in enumerate([(5, 3, 3), (3, 2, 4)] if hidden else [(4, 2, 3), (3, 3, 2)]):
        (J,) = _draw(np.random.default_rng(seed + place), (T, B, M, M))
        probes.append(probe(label(T=T, B=B, M=M), ["J"], (J,)))
    # Here the product of all Jacobians underflows.
    J = np.array([[0.5, 3.0], [0.0, 1e-30]]) if hidden else np.array([[2.0, -1.5], [0.0, 1e-31]])
    probes.append(probe("T = 14, B = 1, M = 2, two very different exponents", ["J"], (np.tile(J, (14, 1, 1, 1)),)))
    results = [result("lam", "(B, M)", ["input {}", "exponent {}"])]
    return exercise("driven-exponents", "driven_exponents", results, probes)
