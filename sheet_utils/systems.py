"""Chaotic systems with exact Jacobians and sourced reference values, and the integrator that samples them."""

from dataclasses import dataclass

import numpy as np

from sheet_utils.runtime import positive_float, positive_int, refuse_while_judging


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


@dataclass(frozen=True)
class Rossler:
    """The Rössler system, du/dt = (-u2 - u3, u1 + a u2, b + u3 (u1 - c)). Rössler, Phys. Lett. A 57 (1976).

    Attributes:
        a, b, c: the parameters.
    """

    a: float = 0.2
    b: float = 0.2
    c: float = 5.7

    #: Exponents at the default parameters, nats per unit of time (Sprott, *Chaos and Time-Series Analysis*, 2003).
    REFERENCE_EXPONENTS = (0.0714, 0.0, -5.394)

    def derivative(self, u):
        """du/dt at states u of shape (..., 3)."""
        u1, u2, u3 = np.moveaxis(u, -1, 0)
        return np.stack([-u2 - u3, u1 + self.a * u2, self.b + u3 * (u1 - self.c)], axis=-1)

    def jacobian(self, u):
        """J[i, j] = d(du_i/dt) / du_j at one state u, (3, 3)."""
        return np.array([[0.0, -1.0, -1.0], [1.0, self.a, 0.0], [u[2], 0.0, u[0] - self.c]])


@dataclass(frozen=True)
class Lorenz96:
    """The Lorenz-96 system, du_i/dt = (u_{i+1} - u_{i-2}) u_{i-1} - u_i + F, indices modulo N.

    Lorenz, *Predictability: a problem partly solved*, ECMWF (1996).

    Attributes:
        F: the forcing.
    """

    F: float = 8.0

    def derivative(self, u):
        """du/dt at states u of shape (..., N)."""
        before, ahead, second = np.roll(u, 1, axis=-1), np.roll(u, -1, axis=-1), np.roll(u, 2, axis=-1)
        return (ahead - second) * before - u + self.F

    def jacobian(self, u):
        """J[i, j] = d(du_i/dt) / du_j at one state u, (N, N)."""
        i, n = np.arange(len(u)), len(u)
        J = -np.eye(n)
        J[i, (i + 1) % n] += u[i - 1]
        J[i, i - 2] -= u[i - 1]
        J[i, i - 1] += u[(i + 1) % n] - u[i - 2]
        return J


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

    def velocities(self, u):
        """The angular velocities (omega1, omega2) at states u of shape (..., 4); (..., 2), in 1/s."""
        theta1, theta2, p1, p2 = np.moveaxis(u, -1, 0)
        c = np.cos(theta1 - theta2)
        return (
            6
            / (self.m * self.l**2 * (16 - 9 * c**2))[..., None]
            * np.stack([2 * p1 - 3 * c * p2, 8 * p2 - 3 * c * p1], axis=-1)
        )

    def derivative(self, u):
        """du/dt at states u of shape (..., 4)."""
        theta1, theta2 = u[..., 0], u[..., 1]
        omega1, omega2 = np.moveaxis(self.velocities(u), -1, 0)
        half, fall = 0.5 * self.m * self.l**2, self.g / self.l
        twist = omega1 * omega2 * np.sin(theta1 - theta2)
        return np.stack(
            [
                omega1,
                omega2,
                -half * (twist + 3 * fall * np.sin(theta1)),
                half * (twist - fall * np.sin(theta2)),
            ],
            axis=-1,
        )

    def jacobian(self, u):
        """J[i, j] = d(du_i/dt) / du_j at one state u, (4, 4)."""
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

    def energy(self, u):
        """The total energy at states u of shape (..., 4), in J; 0 where both rods lie level at rest.

        Raises:
            RuntimeError: a student's function is being checked.
        """
        refuse_while_judging("DoublePendulum.energy")
        kinetic = 0.5 * (self.velocities(u) * u[..., 2:]).sum(axis=-1)
        return kinetic - 0.5 * self.m * self.g * self.l * (3 * np.cos(u[..., 0]) + np.cos(u[..., 1]))


@dataclass(frozen=True)
class Henon:
    """The Hénon map, (x, y) -> (1 - a x^2 + y, b x). Hénon, Commun. Math. Phys. 50 (1976); the exponents sum to ln b.

    Attributes:
        a, b: the parameters.
    """

    a: float = 1.4
    b: float = 0.3

    #: Exponents at the default parameters, nats per step (Sprott, *Chaos and Time-Series Analysis*, 2003).
    REFERENCE_EXPONENTS = (0.4192, -1.6232)

    def step(self, u):
        """The next state, (2,)."""
        return np.array([1 - self.a * u[0] ** 2 + u[1], self.b * u[0]])

    def jacobian(self, u):
        """J[i, j] = d(next u_i) / du_j, (2, 2)."""
        return np.array([[-2 * self.a * u[0], 1.0], [self.b, 0.0]])


@dataclass(frozen=True)
class CatMap:
    """Arnold's cat map, (x, y) -> (2 x + y, x + y) modulo 1; its exponents are +-ln((3 + sqrt 5) / 2)."""

    def step(self, u):
        """The next state, (2,)."""
        return np.array([2 * u[0] + u[1], u[0] + u[1]]) % 1

    def jacobian(self, u):
        """J[i, j] = d(next u_i) / du_j, (2, 2)."""
        return np.array([[2.0, 1.0], [1.0, 1.0]])


@dataclass(frozen=True)
class Gopy:
    """The map x -> 2 sigma tanh(x) cos(2 pi theta), theta -> theta + golden mean modulo 1; the state is (x, theta).

    Grebogi, Ott, Pelikan & Yorke, Physica D 13 (1984). Along x = 0 the exponent of x is ln sigma, exactly. For
    sigma > 1 orbits go to a strange attractor on which no exponent is positive.

    Attributes:
        sigma: the parameter.
    """

    sigma: float = 1.5

    GOLDEN = (5**0.5 - 1) / 2

    def step(self, u):
        """The next state, (2,)."""
        return np.array(
            [2 * self.sigma * np.tanh(u[0]) * np.cos(2 * np.pi * u[1]), (u[1] + self.GOLDEN) % 1],
        )

    def jacobian(self, u):
        """J[i, j] = d(next u_i) / du_j, (2, 2)."""
        by_x = 2 * self.sigma / np.cosh(u[0]) ** 2 * np.cos(2 * np.pi * u[1])
        by_theta = -4 * np.pi * self.sigma * np.tanh(u[0]) * np.sin(2 * np.pi * u[1])
        return np.array([[by_x, by_theta], [0.0, 1.0]])


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


def logistic_diagram(r, x0, T, T_trans):
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


def logistic_superstable(n, r=3.5):
    """The parameter at which 1/2 lies on a cycle of length 2^n of the logistic map, by Newton's method from r.

    These parameters pile up at the end of the doublings, and their distances shrink by Feigenbaum's factor.

    Args:
        n: the doubling.
        r: a parameter close by.
    """
    for _ in range(50):
        x, slope = 0.5, 0.0
        for _ in range(2**n):
            x, slope = logistic(x, r), x * (1 - x) + r * (1 - 2 * x) * slope
        change = (x - 0.5) / slope
        r -= change
        if abs(change) < 1e-15 * r:
            break
    return r


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
