"""Known figures of known systems, and ours beside them.

    python -m benchmarks.reference_values [--length FACTOR]

Prints every value with the relative error (the absolute one where the value is 0). Full runs take some minutes;
`tests/test_reference_values.py` runs the same with a length of 0.1 or less and holds each value against its tolerance.
"""

import argparse
import math
from dataclasses import dataclass

import numpy as np
import torch

from benchmarks.reference_systems import CatMap, Gopy, Henon, Lorenz96, Rossler, logistic_superstable
from sheet_utils import lyapunov, piecewise
from sheet_utils.systems import (
    DoublePendulum,
    Lorenz,
    integrate,
    logistic,
    logistic_diagram,
    logistic_entropy,
    logistic_laps,
)


@dataclass(frozen=True)
class Value:
    """One figure.

    Attributes:
        name: what it is.
        known: the reference.
        ours: the same, recomputed.
        source: "exact", or where the reference is from.
        tolerance: the largest absolute deviation of a short run; three standard deviations of that run or so where
            an exponent converges slowly, for all else a rounding of the reference.
    """

    name: str
    known: float
    ours: float
    source: str
    tolerance: float

    @property
    def error(self):
        """Relative to the reference; absolute where that is 0."""
        return abs(self.ours - self.known) / (abs(self.known) or 1.0)


def _spectrum(flow, u0, steps, settle, dt):
    """Exponents of a flow in nats per unit of time, from a start that has settled."""
    step = lyapunov.TimeStep(flow, dt)
    return lyapunov.lyapunov_spectrum(step, integrate(flow, u0, settle, dt)[-1], steps, T_trans=200) / dt


def _values(name, known, ours, source, tolerances):
    """One value for every entry of a spectrum or list."""
    pairs = zip(known, ours, np.broadcast_to(tolerances, len(known)), strict=True)
    return [Value(f"{name} {i}", k, float(o), source, float(t)) for i, (k, o, t) in enumerate(pairs, 1)]


def lorenz(length):
    """Spectrum, sum, dimension, and how well one may know the future."""
    found = _spectrum(Lorenz(), [1.0, 1.0, 20.0], round(100_000 * length), 3000, 0.01)
    spread = 0.023 / math.sqrt(10 * length)
    known = Lorenz.REFERENCE_EXPONENTS
    return [
        *_values("exponent", known, found, "Sprott 2003", [3 * spread, 0.02, 3 * spread]),
        Value("sum of the exponents", -41 / 3, found.sum(), "exact", 1e-3),
        Value("Kaplan-Yorke dimension", 2.062, lyapunov.kaplan_yorke_dimension(found), "Sprott 2003", 0.01),
        Value("predictability time, steps of 0.01", 76.5, math.log(2) / found[0] / 0.01, "ln 2 / 0.906", 10.0),
    ]


def lorenz_fixed_points(length):
    """Where they are, and what a perturbation does there, per unit of time and in one step."""
    system = Lorenz()
    origin, plus, _ = system.fixed_points()
    eigenvalues = lambda point: sorted(np.linalg.eigvals(system.jacobian(point)), key=lambda value: -value.real)
    at_origin, at_plus = eigenvalues(origin), eigenvalues(plus)
    in_one_step = [
        np.abs(np.linalg.eigvals(lyapunov.TimeStep(system).jacobian(point))).max() for point in (origin, plus)
    ]
    return [
        *_values("C+ coordinate", (math.sqrt(72), math.sqrt(72), 27.0), plus, "exact", 1e-12),
        *_values("eigenvalue at 0", (11.828, -8 / 3, -22.828), np.real(at_origin), "exact", 1e-3),
        Value("eigenvalue at C+, real part", 0.0940, at_plus[0].real, "exact", 1e-4),
        Value("eigenvalue at C+, imaginary part", 10.195, abs(at_plus[0].imag), "exact", 1e-3),
        Value("eigenvalue at C+, the real one", -13.855, at_plus[2].real, "exact", 1e-3),
        Value("step of 0.01, largest |eigenvalue| at 0", 1.1256, in_one_step[0], "exact", 1e-4),
        Value("step of 0.01, largest |eigenvalue| at C+", 1.00094, in_one_step[1], "exact", 1e-5),
    ]


def lorenz_spread(length):
    """Standard deviations of the largest exponent over runs of a thousand and of ten thousand steps."""
    step, values = lyapunov.TimeStep(Lorenz()), []
    starts = integrate(Lorenz(), np.random.default_rng(0).normal(size=(100, 3)) + [0, 0, 25], 3000)[-1]
    for steps, runs, known in ((1000, 100, 0.150), (10_000, 40, 0.023)):
        runs = round(runs * length)
        if runs >= 10:  # a deviation of fewer runs says little
            found = [lyapunov.maximum_lyapunov_exponent(step, u, steps, T_trans=100) / 0.01 for u in starts[:runs]]
            within = 3 * known / math.sqrt(2 * runs - 2)
            values.append(
                Value(f"spread of exponent 1, {steps} steps", known, np.std(found, ddof=1), "own runs", within)
            )
    return values


def rossler(length):
    """Spectrum and dimension."""
    found = _spectrum(Rossler(), [1.0, 1.0, 0.0], round(100_000 * length), 3000, 0.05)
    return [
        *_values("exponent", Rossler.REFERENCE_EXPONENTS, found, "Sprott 2003", [0.02, 0.01, 0.1]),
        Value("Kaplan-Yorke dimension", 2.013, lyapunov.kaplan_yorke_dimension(found), "Sprott 2003", 0.005),
    ]


def lorenz_96(length):
    """Forty variables."""
    u = 8 + np.random.default_rng(0).normal(size=40)
    found = _spectrum(Lorenz96(), u, round(20_000 * length), 400, 0.05)
    return [
        Value("exponent 1", 1.682, found[0], "own run", 0.25),
        Value("positive exponents", 13, (found > 0.005).sum(), "own run", 1.0),
        Value("Kaplan-Yorke dimension", 27.17, lyapunov.kaplan_yorke_dimension(found), "own run", 0.7),
        Value("sum of the exponents", -40.0, found.sum(), "exact", 0.05),
    ]


def henon(length):
    """Both exponents, and their sum."""
    found = lyapunov.lyapunov_spectrum(Henon(), np.array([0.1, 0.1]), round(100_000 * length))
    return [
        *_values("exponent", Henon.REFERENCE_EXPONENTS, found, "Sprott 2003", 0.01),
        Value("sum of the exponents", math.log(0.3), found.sum(), "exact", 1e-10),
    ]


def _cycle(r, x, n):
    """The point of a cycle of length n near x, and the slope of the n-th iterate there, by Newton's method."""
    for _ in range(100):
        y, slope = x, 1.0
        for _ in range(n):
            y, slope = logistic(y, r), slope * r * (1 - 2 * y)
        x -= (y - x) / (slope - 1)
    return x, slope


def _doubling(n, x, low, high):
    """Where the slope along the cycle of length n is -1, by bisection; at low the cycle attracts."""
    for _ in range(60):
        middle = 0.5 * (low + high)
        x, slope = _cycle(middle, x, n)
        low, high = (middle, high) if slope > -1 else (low, middle)
    return low


def logistic_map(length):
    """Exponent, cycles, doublings, laps and entropy."""
    _, lam = logistic_diagram(np.array([4.0]), 0.3, round(1_000_000 * length), 100)
    window = 1 + math.sqrt(8)
    # The cycle of three is born as a double point, where Newton's method has half the digits.
    born = [_cycle(window + 1e-9, x, 3)[0] for x in (0.16, 0.514, 0.956)]
    superstable = [1 + math.sqrt(5), 3.4985617]
    while len(superstable) < 9:
        step = superstable[-1] - superstable[-2]
        superstable.append(logistic_superstable(len(superstable) + 1, superstable[-1] + step / 4.669))
    last, before = superstable[-1] - superstable[-2], superstable[-2] - superstable[-3]
    laps = logistic_laps(window, 24)
    return [
        Value("exponent at r = 4", math.log(2), lam[0], "exact", 0.005),
        *_values("3-cycle at 1 + sqrt 8, point", (0.1599288, 0.5143553, 0.9563178), born, "own", 1e-4),
        Value("fixed point at 1 + sqrt 8", 0.7387961, 1 - 1 / window, "exact", 1e-7),
        Value(
            "entropy at 1 + sqrt 8", math.log((1 + math.sqrt(5)) / 2), logistic_entropy(window + 1e-9), "exact", 1e-4
        ),
        Value("ratio of laps at 1 + sqrt 8", (1 + math.sqrt(5)) / 2, laps[-1] / laps[-2], "exact", 1e-3),
        Value("first doubling", 3.0, _doubling(1, 0.65, 2.5, 3.2), "exact", 1e-9),
        Value("second doubling", 1 + math.sqrt(6), _doubling(2, 0.85, 3.3, 3.5), "exact", 1e-9),
        Value("end of the doublings", 3.569946, superstable[-1] + last / (4.6692016 - 1), "Feigenbaum 1978", 1e-6),
        Value("Feigenbaum's factor", 4.6692, before / last, "Feigenbaum 1978", 1e-3),
        Value("laps of f^12 at r = 4", 2**12, logistic_laps(4.0, 12)[-1], "exact", 0),
    ]


def tent_map(length):
    """Laps of iterates."""
    x, y = np.array([0.0, 0.5, 1.0]), np.array([0.0, 1.0, 0.0])
    return [Value("laps of f^12", 2**12, piecewise.laps(*piecewise.iterate(x, y, 12)), "exact", 0)]


def cat_map(length):
    """Both exponents."""
    found = lyapunov.lyapunov_spectrum(CatMap(), np.array([0.2, 0.3]), round(10_000 * length), T_trans=100)
    known = math.log((3 + math.sqrt(5)) / 2)
    return _values("exponent", (known, -known), found, "exact", 1e-9)


def double_pendulum(length):
    """No exponent is known, but how the four belong together; and the energy."""
    system, start, dt = DoublePendulum(), np.array([2.0, 2.5, 0.0, 0.0]), 0.005
    steps = round(100_000 * length)
    found = lyapunov.lyapunov_spectrum(lyapunov.TimeStep(system, dt), start, steps, T_trans=0) / dt
    energy = system.energy(integrate(system, start, 2000, dt))
    return [
        Value("sum of the exponents", 0.0, found.sum(), "exact", 1e-3),
        Value("exponents 1 and 4, sum", 0.0, found[0] + found[3], "exact", 0.1),
        Value("exponents 2 and 3, sum", 0.0, found[1] + found[2], "exact", 0.1),
        Value("exponent 2", 0.0, found[1], "exact", 0.3),
        Value("drift of the energy in 10 s, J", 0.0, np.abs(energy - system.energy(start)).max(), "exact", 0.01),
    ]


def gopy_map(length):
    """An attractor that is strange and not chaotic."""
    on_line = lyapunov.lyapunov_spectrum(Gopy(), np.array([0.0, 0.2]), round(100_000 * length))
    found = lyapunov.lyapunov_spectrum(Gopy(), np.array([0.5, 0.2]), round(100_000 * length))
    return [
        Value("exponent along x = 0", math.log(1.5), on_line[0], "exact", 0.005),
        Value("exponent of theta", 0.0, found[0], "exact", 0.005),
        Value("exponent of x", -1.06, found[1], "own run", 0.03),
    ]


def toy_maps(length):
    """Exponents that are exact in a few steps: a matrix with eigenvalues 1.1 and 0.8, and the same map bent."""
    vectors = np.array([[np.cos(0.3), np.cos(1.7)], [np.sin(0.3), np.sin(1.7)]])
    matrix = vectors @ np.diag([1.1, 0.8]) @ np.linalg.inv(vectors)
    plain = (lambda z: z, lambda z: matrix)
    # (x, y) -> (1.1 x, 0.8 y + x^2) on the bounded orbit x = 0: a triangular Jacobian that changes from step to step.
    bent = (lambda z: np.array([0.0, 0.8 * z[1]]), lambda z: np.array([[1.1, 0.0], [z[1], 0.8]]))
    known, T = (math.log(1.1), math.log(0.8)), round(10_000 * length)
    ours = [lyapunov.lyapunov_spectrum(pair, np.array([0.0, 1.0]), T, T_trans=200) for pair in (plain, bent)]
    return _values("matrix, exponent", known, ours[0], "exact", 1e-9) + _values(
        "bent, exponent", known, ours[1], "exact", 1e-9
    )


def random_products(length):
    """Products of independent Gaussian matrices, N = 10, g = 1. Newman, Commun. Math. Phys. 103 (1986)."""
    N, rng = 10, np.random.default_rng(0)
    pair = (lambda z: z, lambda z: rng.normal(size=(N, N)) / math.sqrt(N))
    found = lyapunov.lyapunov_spectrum(pair, np.zeros(N), round(20_000 * length), T_trans=100)
    psi = torch.digamma(torch.arange(N, 0, -1, dtype=torch.float64) / 2).numpy()
    return _values("exponent", 0.5 * (math.log(2 / N) + psi), found, "exact", 0.08)


SYSTEMS = {
    "Lorenz": lorenz,
    "Lorenz, fixed points": lorenz_fixed_points,
    "Lorenz, finite runs": lorenz_spread,
    "Rössler": rossler,
    "Lorenz-96": lorenz_96,
    "Hénon": henon,
    "logistic map": logistic_map,
    "tent map": tent_map,
    "cat map": cat_map,
    "double pendulum": double_pendulum,
    "GOPY map": gopy_map,
    "toy maps": toy_maps,
    "random products": random_products,
}


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--length", type=float, default=1.0, help="length of the runs, relative to full ones")
    options = parser.parse_args(arguments)
    print(f"{'system':22}{'value':42}{'known':>12}{'ours':>12}{'error':>10}  source")
    for name, compute in SYSTEMS.items():
        for value in compute(options.length):
            error = f"{value.error:.1e}" + (" " if value.known else "*")
            print(f"{name:22}{value.name:42}{value.known:12.6g} {value.ours:11.6g}{error:>10}  {value.source}")
    print("* absolute")


if __name__ == "__main__":
    main()
