"""Chaotic systems with exact Jacobians and sourced reference values, and the integrator that samples them."""

from dataclasses import dataclass

import numpy as np

from sheet_utils.runtime import positive_float, positive_int


@dataclass(frozen=True)
class Lorenz:
    """The Lorenz system, du/dt = (sigma (u2 - u1), u1 (rho - u3) - u2, u1 u2 - beta u3).

    Lorenz, *Deterministic nonperiodic flow*, J. Atmos. Sci. 20 (1963), eqs. 25-27.

    Attributes:
        sigma, rho, beta: the parameters; the defaults are Lorenz's own.
    """

    sigma: float = 10.0
    rho: float = 28.0
    beta: float = 8.0 / 3.0

    #: Exponents at the default parameters, nats per unit of time (Sprott, *Chaos and Time-Series Analysis*, 2003).
    REFERENCE_EXPONENTS = (0.906, 0.0, -14.572)

    def derivative(self, u):
        """du/dt at states u of shape (..., 3)."""
        u1, u2, u3 = np.moveaxis(u, -1, 0)
        return np.stack([self.sigma * (u2 - u1), u1 * (self.rho - u3) - u2, u1 * u2 - self.beta * u3], axis=-1)

    def jacobian(self, u):
        """J[i, j] = d(du_i/dt) / du_j at one state u, (3, 3)."""
        return np.array(
            [[-self.sigma, self.sigma, 0.0], [self.rho - u[2], -1.0, -u[0]], [u[1], u[0], -self.beta]], dtype=float
        )

    def fixed_points(self):
        """The equilibria: the origin, and C+ and C- where rho > 1; (1, 3) or (3, 3)."""
        if self.rho <= 1:
            return np.zeros((1, 3))
        r = np.sqrt(self.beta * (self.rho - 1))
        return np.array([[0, 0, 0], [r, r, self.rho - 1], [-r, -r, self.rho - 1]], dtype=float)


def runge_kutta_step(system, u, h):
    """One classic fourth-order Runge-Kutta step of length h; u and the result are (..., D)."""
    k1 = system.derivative(u)
    k2 = system.derivative(u + 0.5 * h * k1)
    k3 = system.derivative(u + 0.5 * h * k2)
    k4 = system.derivative(u + h * k3)
    return u + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4)


def integrate(system, u0, steps, dt=0.01, substeps=1):
    """Sample a trajectory of a flow.

    Args:
        system: an object with `derivative(u)`.
        u0: the initial state, (D,).
        steps: the number of samples after u0.
        dt: the time between samples.
        substeps: Runge-Kutta steps between two samples.

    Returns:
        (steps, D) in float64, the states at dt, 2 dt, ...

    Raises:
        ValueError: a length or a step is not positive.
        FloatingPointError: the trajectory leaves the finite numbers; the message names the step.
    """
    steps, substeps = positive_int("steps", steps), positive_int("substeps", substeps)
    h = positive_float("dt", dt) / substeps
    u = np.array(u0, dtype=float)
    orbit = np.empty((steps, *u.shape))
    with np.errstate(over="ignore", invalid="ignore"):
        for t in range(steps):
            for _ in range(substeps):
                u = runge_kutta_step(system, u, h)
            orbit[t] = u
    finite = np.isfinite(orbit).reshape(steps, -1).all(axis=1)
    if not finite.all():
        raise FloatingPointError(f"the trajectory is no longer finite at step {finite.argmin()}; take a smaller dt")
    return orbit


# --- Maps of the interval. --------------------------------------------------------------------------


def logistic(x, r):
    """The logistic map, r x (1 - x), on numbers or arrays. May, *Nature* 261 (1976)."""
    return r * x * (1 - x)


def tent(x):
    """The tent map, 1 - |1 - 2 x|, on numbers, arrays or fractions."""
    return 1 - abs(1 - 2 * x)


def logistic_laps(r, n):
    """The number of laps of the logistic map's iterates f, f^2, ..., f^n: pieces on which they rise or fall.

    The turning points of f^m are the points that reach 1/2, where f turns, in fewer than m steps. They are found
    backwards, exactly: x = (1 +- sqrt(1 - 4 y / r)) / 2 are the points with f(x) = y.

    Args:
        r: the parameter, 0 < r <= 4.
        n: the largest iterate; there are up to 2^n laps.

    Returns:
        (n,), whole numbers.
    """
    r, n = positive_float("r", r), positive_int("n", n)
    reach, counts = np.array([0.5]), []
    for _ in range(n):
        counts.append(len(reach))
        root = np.sqrt(1 - 4 * reach[reach < r / 4] / r)
        reach = np.concatenate([1 - root, 1 + root]) / 2
    return 1 + np.cumsum(counts)


def logistic_entropy(r, terms=200):
    """The topological entropy of the logistic map, in nats per step; what is below 0.01 counts as 0.

    It is -ln t for the smallest zero t of the kneading determinant 1 + sum over n of s_1 ... s_n t^n, where s_k = +-1
    says whether f rises or falls at f^k(1/2). Milnor & Thurston, *On iterated maps of the interval*, LNM 1342 (1988).

    Args:
        r: the parameter, 0 < r <= 4.
        terms: number of terms of the series.
    """
    x, signs = positive_float("r", r) / 4, np.ones(terms)
    for n in range(1, terms):
        signs[n] = signs[n - 1] * np.sign(0.5 - x)
        x = logistic(x, r)
    t = np.linspace(0.499, np.exp(-0.01), 1000)
    values = np.polynomial.polynomial.polyval(t, signs)
    crossed = np.flatnonzero(values[:-1] * values[1:] <= 0)
    if not len(crossed):
        return 0.0
    i = crossed[0]
    return float(-np.log(t[i] + (t[i + 1] - t[i]) * values[i] / (values[i] - values[i + 1])))
