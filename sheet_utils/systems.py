"""Chaotic systems with exact Jacobians and sourced reference values, and the integrator that samples them."""

from dataclasses import dataclass

import numpy as np

from sheet_utils.runtime import positive_float, positive_int, refuse_while_judging


def _numbers(u):
    """States (..., D) as D arrays (...); one state as D numbers, which a step of a single orbit is much faster with."""
    u = np.asarray(u)
    return u if u.ndim == 1 else [u[..., i] for i in range(u.shape[-1])]


def _states(*numbers):
    """The way back, (..., D)."""
    u = np.array(numbers)
    return u if u.ndim == 1 else np.moveaxis(u, 0, -1)


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

    def derivative(self, u) -> np.ndarray:
        """The right-hand side of the differential equation.

        Args:
            u: (..., 3), states.

        Returns:
            (..., 3), du/dt.
        """
        u1, u2, u3 = _numbers(u)
        return _states(self.sigma * (u2 - u1), u1 * (self.rho - u3) - u2, u1 * u2 - self.beta * u3)

    def jacobian(self, u) -> np.ndarray:
        """The exact Jacobian of the right-hand side.

        Args:
            u: (3,), one state.

        Returns:
            (3, 3), J[i, j] = d(du_i/dt) / du_j.
        """
        return np.array(
            [[-self.sigma, self.sigma, 0.0], [self.rho - u[2], -1.0, -u[0]], [u[1], u[0], -self.beta]], dtype=float
        )

    def fixed_points(self) -> np.ndarray:
        """The equilibria: the origin, and C+ and C- where rho > 1; (1, 3) or (3, 3).

        Returns:
            (1, 3) or (3, 3).
        """
        if self.rho <= 1:
            return np.zeros((1, 3))
        r = np.sqrt(self.beta * (self.rho - 1))
        return np.array([[0, 0, 0], [r, r, self.rho - 1], [-r, -r, self.rho - 1]], dtype=float)


@dataclass(frozen=True)
class DoublePendulum:
    """Two equal rods of mass m and length l, one hanging from the other; the state is (theta1, theta2, p1, p2).

    The angles are from the vertical, 0 where a rod hangs down. The canonical momenta are, with
    c = cos(theta1 - theta2), p1 = m l^2 / 6 (8 omega1 + 3 omega2 c) and p2 = m l^2 / 6 (2 omega2 + 3 omega1 c).
    Energy is conserved. So the exponents sum to 0 and come in pairs +-lambda, and two of them are 0; what they are
    depends on the start.

    Attributes:
        m: mass of a rod, kg.
        l: its length, m.
        g: acceleration of gravity, m/s^2.
    """

    m: float = 1.0
    l: float = 1.0
    g: float = 9.81

    def velocities(self, u) -> np.ndarray:
        """The angular velocities.

        Args:
            u: (..., 4), states.

        Returns:
            (..., 2), (omega1, omega2) in 1/s.
        """
        theta1, theta2, p1, p2 = _numbers(u)
        c = np.cos(theta1 - theta2)
        scale = 6 / (self.m * self.l**2 * (16 - 9 * c**2))
        return _states(scale * (2 * p1 - 3 * c * p2), scale * (8 * p2 - 3 * c * p1))

    def derivative(self, u) -> np.ndarray:
        """The right-hand side of the differential equation.

        Args:
            u: (..., 4), states.

        Returns:
            (..., 4), du/dt.
        """
        theta1, theta2, _, _ = _numbers(u)
        omega1, omega2 = _numbers(self.velocities(u))
        half, fall = 0.5 * self.m * self.l**2, self.g / self.l
        twist = omega1 * omega2 * np.sin(theta1 - theta2)
        fallen1, fallen2 = 3 * fall * np.sin(theta1), fall * np.sin(theta2)
        return _states(omega1, omega2, -half * (twist + fallen1), half * (twist - fallen2))

    def jacobian(self, u) -> np.ndarray:
        """The exact Jacobian of the right-hand side.

        Args:
            u: (4,), one state.

        Returns:
            (4, 4), J[i, j] = d(du_i/dt) / du_j.
        """
        theta1, theta2, p1, p2 = u
        c, s = np.cos(theta1 - theta2), np.sin(theta1 - theta2)
        D, a = 16 - 9 * c**2, 6 / (self.m * self.l**2)
        half, fall = 0.5 * self.m * self.l**2, self.g / self.l
        omega1, omega2 = a * (2 * p1 - 3 * c * p2) / D, a * (8 * p2 - 3 * c * p1) / D
        # The velocities depend on the angles through c alone, and dc = -s (d theta1 - d theta2).
        by_c = np.array([(-3 * a * p2 + 18 * c * omega1) / D, (-3 * a * p1 + 18 * c * omega2) / D])
        J = np.zeros((4, 4))
        J[:2, 0], J[:2, 1] = -s * by_c, s * by_c
        J[:2, 2:] = a / D * np.array([[2, -3 * c], [-3 * c, 8]])
        twist = s * (omega2 * J[0] + omega1 * J[1]) + omega1 * omega2 * c * np.array([1, -1, 0, 0])
        J[2] = -half * (twist + [3 * fall * np.cos(theta1), 0, 0, 0])
        J[3] = half * (twist - [0, fall * np.cos(theta2), 0, 0])
        return J

    def energy(self, u) -> np.ndarray:
        """The total energy.

        Args:
            u: (..., 4), states.

        Returns:
            (...), in J; 0 where both rods lie level at rest.

        Raises:
            RuntimeError: a student's function is being checked.
        """
        refuse_while_judging("DoublePendulum.energy")
        kinetic = 0.5 * (self.velocities(u) * u[..., 2:]).sum(axis=-1)
        return kinetic - 0.5 * self.m * self.g * self.l * (3 * np.cos(u[..., 0]) + np.cos(u[..., 1]))


def runge_kutta_step(system, u, h) -> np.ndarray:
    """One step of the classic fourth-order Runge-Kutta method.

    Args:
        system: a flow with `derivative(u)`.
        u: (..., D), states.
        h: the length of the step, in units of time.

    Returns:
        (..., D), the states after the step.
    """
    k1 = system.derivative(u)
    k2 = system.derivative(u + 0.5 * h * k1)
    k3 = system.derivative(u + 0.5 * h * k2)
    k4 = system.derivative(u + h * k3)
    return u + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4)


def integrate(system, u0, steps, dt=0.01, substeps=1) -> np.ndarray:
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


def logistic(x, r) -> np.ndarray:
    """The logistic map, r x (1 - x), on numbers or arrays. May, *Nature* 261 (1976).

    Args:
        x: states in [0, 1], of any shape.
        r: the parameter, or an array of parameters of that shape.

    Returns:
        The next states, of the shape of x; a number for a number.
    """
    return r * x * (1 - x)


def logistic_diagram(r, x0, T, T_trans) -> tuple[np.ndarray, np.ndarray]:
    """Orbits and exponents of the logistic map for many parameters at once.

    Args:
        r: (R,), the parameters.
        x0: the start of all.
        T: number of states that count.
        T_trans: number of steps before the first of them.

    Returns:
        (X, lam): (T, R), the states; (R,), the exponents over them in nats per step.

    Raises:
        RuntimeError: a student's function is being checked.
    """
    refuse_while_judging("systems.logistic_diagram")
    x, X, total = np.full(len(r), float(x0)), np.empty((T, len(r))), np.zeros(len(r))
    for t in range(-T_trans, T):
        if t >= 0:
            X[t] = x
            with np.errstate(divide="ignore"):
                total += np.log(np.abs(r - 2 * r * x))
        x = logistic(x, r)
    return X, total / T


def tent(x) -> np.ndarray:
    """The tent map, 1 - |1 - 2 x|, on numbers, arrays or fractions.

    Args:
        x: states in [0, 1], of any shape.

    Returns:
        The next states, of the shape of x; a number for a number.
    """
    return 1 - abs(1 - 2 * x)


def logistic_laps(r, n) -> np.ndarray:
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


def logistic_entropy(r, terms=200) -> float:
    """The topological entropy of the logistic map, in nats per step; what is below 0.01 counts as 0.

    It is -ln t for the smallest zero t of the kneading determinant 1 + sum over n of s_1 ... s_n t^n, where s_k = +-1
    says whether f rises or falls at f^k(1/2). Milnor & Thurston, *On iterated maps of the interval*, LNM 1342 (1988).

    Args:
        r: the parameter, 0 < r <= 4.
        terms: number of terms of the series.

    Returns:
        The entropy, from 0 to ln 2.
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
