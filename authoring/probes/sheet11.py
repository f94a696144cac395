"""The probes of sheet 11: small networks, Jacobians and spectra on which every named mistake does something else.

Weights have few digits and no two of them are alike, so that a gate or a unit taken for another one shows.
"""

import numpy as np

from authoring.probes.parts import exercise, label
from sheet_utils.checks.exercise import Exercise, Probe, Result

PRELUDE = """
import numpy as np


def sigma(x):
    return 1 / (1 + np.exp(-x))
"""

NOTEBOOKS = {
    "1_driven_spectra": ["rnn-jacobian", "driven-exponents", "wrong-spectra", "gru-jacobian", "lstm-jacobian"],
    "2_three_regimes": ["mean-field-exponent"],
    "3_what_it_costs": ["sparse-qr"],
    "4_spectra_and_training": ["spectrum-change", "ranks", "bootstrap-interval"],
    "5_the_promise": ["within-groups", "early-advantage"],
}


def exercises(hidden, draw=0) -> list[Exercise]:
    """The exercises with their probes, without their answers.

    Args:
        hidden: whether the probes are the tutors' or the students'.
        draw: which draw of the random ones; 0 is the one in use.

    Returns:
        A list of `Exercise`.
    """
    seed = (4000 if hidden else 3000) + 10_000 * draw
    return [
        _rnn_jacobian(hidden, seed),
        _driven_exponents(hidden, seed + 300),
        _wrong_spectra(),
        _gru_jacobian(hidden, seed + 100),
        _lstm_jacobian(hidden, seed + 200),
        _mean_field_exponent(hidden),
        _sparse_qr(hidden, seed + 500),
        _spectrum_change(hidden, seed + 700),
        _ranks(hidden),
        _bootstrap_interval(hidden, seed + 800),
        _within_groups(hidden, seed + 900),
        _early_advantage(hidden, seed + 1000),
    ]


def pictures() -> dict[str, dict]:
    """An empty dict: no pictures are stored, because the notebooks draw the reference result beside the student's."""
    return {}


def _draw(rng, *shapes):
    """Arrays of numbers with two digits, none of them small."""
    return [rng.choice([-1, 1], shape) * rng.integers(20, 150, shape) / 100 for shape in shapes]


# --- Notebook 1. ------------------------------------------------------------------------------------


def _rnn_jacobian(hidden, seed):
    probes = []
    for offset, (H, K) in enumerate([(4, 2), (2, 5)] if hidden else [(3, 2), (2, 4)]):
        args = _draw(np.random.default_rng(seed + offset), (H, H), (H, K), H, H, K)
        probes.append(Probe(label(H=H, K=K), ["V", "U", "b", "h", "s"], tuple(args)))
    return exercise("rnn-jacobian", "rnn_jacobian", [Result("J", "(H, H)", ["i={}", "j={}"])], probes)


def _gru_jacobian(hidden, seed):
    probes = []
    for offset, (H, K) in enumerate([(3, 4), (4, 2)] if hidden else [(2, 3), (3, 2)]):
        args = _draw(np.random.default_rng(seed + offset), (3 * H, H), (3 * H, K), 3 * H, 3 * H, H, K)
        probes.append(Probe(label(H=H, K=K), ["V", "U", "b", "d", "h", "s"], tuple(args)))
    return exercise("gru-jacobian", "gru_jacobian", [Result("J", "(H, H)", ["i={}", "j={}"])], probes)


def _lstm_jacobian(hidden, seed):
    probes = []
    for offset, (H, K) in enumerate([(3, 2), (2, 4)] if hidden else [(2, 3), (3, 1)]):
        args = _draw(np.random.default_rng(seed + offset), (4 * H, H), (4 * H, K), 4 * H, H, H, K)
        probes.append(Probe(label(H=H, K=K), ["V", "U", "b", "h", "c", "s"], tuple(args)))
    return exercise("lstm-jacobian", "lstm_jacobian", [Result("J", "(2 H, 2 H)", ["i={}", "j={}"])], probes)


def _driven_exponents(hidden, seed):
    probes = []
    for offset, (T, B, M) in enumerate([(5, 3, 3), (3, 2, 4)] if hidden else [(4, 2, 3), (3, 3, 2)]):
        (J,) = _draw(np.random.default_rng(seed + offset), (T, B, M, M))
        probes.append(Probe(label(T=T, B=B, M=M), ["J"], (J,)))
    # Here the product of all Jacobians underflows. Diagonal: otherwise rounding decides what a wrong path comes to.
    J = np.diag([0.5, -1e-30] if hidden else [2.0, 1e-31])
    probes.append(Probe("T = 14, B = 1, M = 2, two very different exponents", ["J"], (np.tile(J, (14, 1, 1, 1)),)))
    results = [Result("lam", "(B, M)", ["input {}", "exponent {}"])]
    return exercise("driven-exponents", "driven_exponents", results, probes)


def _wrong_spectra():
    """One question whose answer is four numbers; the check does not print them beside the student's."""
    return exercise(
        "wrong-spectra",
        "faulty_lines",
        [Result(f"line of routine {name}", "(a number)", secret=True) for name in "abcd"],
        [Probe("the four routines", [], (), results=4)],
    )


# --- Notebook 2. ------------------------------------------------------------------------------------


def _mean_field_exponent(hidden):
    z, w = np.polynomial.hermite_e.hermegauss(15 if hidden else 13)
    calls = (
        [(0.4, 0.0), (2.2, 0.0), (1.7, 0.7), (0.8, 1.3)] if hidden else [(0.6, 0.0), (1.9, 0.0), (2.5, 0.6), (0.7, 1.4)]
    )
    probes = [
        Probe(f"g = {g}, sigma = {sigma}", ["g", "sigma", "z", "w"], (g, sigma, z, w / w.sum()), results=2)
        for g, sigma in calls
    ]
    results = [Result("the largest exponent"), Result("the mean")]
    return exercise("mean-field-exponent", "mean_field_exponents", results, probes)


# --- Notebook 3. ------------------------------------------------------------------------------------


def _sparse_qr(hidden, seed):
    probes = []
    for offset, (T, M, n) in enumerate(
        [(8, 3, 3), (5, 2, 2), (6, 2, 3)] if hidden else [(7, 2, 3), (5, 3, 4), (6, 3, 2)]
    ):
        (J,) = _draw(np.random.default_rng(seed + offset), (T, M, M))
        probes.append(Probe(label(T=T, M=M, n=n), ["J", "n"], (J, n), results=2))
    results = [Result("lam", "(M,)", ["exponent {}"]), Result("times", "(number of QRs,)", ["QR {}"])]
    return exercise("sparse-qr", "sparse_exponents", results, probes)


# --- Notebook 4. ------------------------------------------------------------------------------------


def _spectrum_change(hidden, seed):
    probes = []
    for offset, (E, N) in enumerate([(5, 3), (4, 6)] if hidden else [(4, 3), (3, 5)]):
        rng = np.random.default_rng(seed + offset)
        steps = rng.choice([-1, 1], (E, N)) * rng.integers(10, 60, (E, N)) / np.arange(20, 20 * E + 1, 20)[:, None]
        spectra = np.concatenate([[np.arange(N, 0, -1) / 4], steps]).cumsum(axis=0)
        probes.append(Probe(label(E=E, N=N), ["spectra"], (spectra.round(3),), results=2))
    results = [Result("d", "(E,)", ["t={}"]), Result("the power")]
    return exercise("spectrum-change", "spectrum_change", results, probes)


def _ranks(hidden):
    series = [
        [0.4, -1.2, 3.0, 0.1, 2.2],
        [2.0, -1.0, 2.0, 3.0, -1.0, 2.0, 5.0, -7.0],
        [1.5, 1.5, 1.0, 1.5, 4.0, 1.5],
    ]
    if hidden:
        series = [
            [1.1, 4.0, -0.3, -2.5, 0.7, 2.0],
            [-3.0, 6.0, 1.0, 6.0, -3.0, 1.0, 1.0, 9.0],
            [2.5, 0.5, 2.5, 2.5, 3.0, 2.5],
        ]
    probes = [Probe(f"x = {x}", ["x"], (np.array(x),)) for x in series]
    return exercise("ranks", "ranks", [Result("the ranks", "(n,)", ["value {}"])], probes)


def _bootstrap_interval(hidden, seed):
    probes = []
    for offset, (n, R, level) in enumerate([(6, 9, 0.7), (8, 12, 0.9)] if hidden else [(7, 8, 0.8), (6, 11, 0.6)]):
        rng = np.random.default_rng(seed + offset)
        x = rng.permutation(10 * n)[:n] / 10
        y = (0.2 * x + rng.integers(-20, 21, n) / 10).round(2)
        # A resample of one and the same pair has no correlation.
        picks = np.array([row for row in rng.integers(0, n, (3 * R, n)) if len(set(row)) > 3][:R])
        args = (x, y, picks, level)
        probes.append(Probe(label(n=n, R=R, level=level), ["x", "y", "picks", "level"], args, results=2))
    return exercise("bootstrap-interval", "bootstrap_interval", [Result("low"), Result("high")], probes)


# --- Notebook 5. ------------------------------------------------------------------------------------


def _within_groups(hidden, seed):
    groups = [[0.2, 0.7, 0.2, 0.4, 0.7, 0.2, 0.4, 0.4, 0.2], [3, 1, 1, 3, 2, 2, 1]]
    if hidden:
        groups = [[0.1, 0.1, 0.9, 0.3, 0.9, 0.1, 0.3, 0.3], [5, 2, 5, 2, 2, 8, 8, 5, 2]]
    probes = []
    for offset, group in enumerate(groups):
        rng, group = np.random.default_rng(seed + offset), np.array(group)
        x = rng.permutation(50)[: len(group)] / 10 + 4 * group
        y = rng.permutation(50)[: len(group)] / 10 - 3 * group**2 + 0.6 * x
        probes.append(Probe(f"groups {group.tolist()}", ["x", "y", "group"], (x.round(2), y.round(2), group)))
    return exercise("within-groups", "within_groups", [Result("the correlation")], probes)


def _early_advantage(hidden, seed):
    probes = []
    for offset, (sizes, R) in enumerate(
        [((3, 2, 3, 2, 3), 11), ((2, 4, 2, 3), 9)] if hidden else [((2, 3, 2, 3, 2), 10), ((3, 2, 4, 3), 8)]
    ):
        rng = np.random.default_rng(seed + offset)
        setting = rng.permutation(np.repeat(np.arange(len(sizes)), sizes))
        n = len(setting)
        last = rng.permutation(n) + 1.0
        # One predictor runs against the last loss, so that a lost sign shows.
        exponent = np.argsort(np.argsort(-0.4 * last + rng.permutation(n))) + 1.0
        early = np.argsort(np.argsort(0.6 * last + rng.permutation(n))) + 1.0
        picks = rng.integers(0, len(sizes), (R, len(sizes)))
        picks[0] = [0, 0, *picks[0][2:]]  # a setting that is drawn twice
        args = (exponent, early, last, setting, picks)
        names = ["exponent", "early_loss", "last_loss", "setting", "picks"]
        probes.append(Probe(label(n=n, G=len(sizes), R=R), names, args, results=3))
    results = [Result("the advantage"), Result("low"), Result("high")]
    return exercise("early-advantage", "early_advantage", results, probes)
