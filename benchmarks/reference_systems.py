"""Systems whose exponents are known, for the reference values: no sheet is about them."""

from dataclasses import dataclass

import numpy as np

from sheet_utils.systems import logistic


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

    def derivative(self, u) -> np.ndarray:
        """The right-hand side of the differential equation.

        Args:
            u: (..., 3), states.

        Returns:
            (..., 3), du/dt.
        """
        u1, u2, u3 = np.moveaxis(u, -1, 0)
        return np.stack([-u2 - u3, u1 + self.a * u2, self.b + u3 * (u1 - self.c)], axis=-1)

    def jacobian(self, u) -> np.ndarray:
        """The exact Jacobian of the right-hand side.

        Args:
            u: (3,), one state.

        Returns:
            (3, 3), J[i, j] = d(du_i/dt) / du_j.
        """
        return np.array([[0.0, -1.0, -1.0], [1.0, self.a, 0.0], [u[2], 0.0, u[0] - self.c]])


@dataclass(frozen=True)
class Lorenz96:
    """The Lorenz-96 system, du_i/dt = (u_{i+1} - u_{i-2}) u_{i-1} - u_i + F, indices modulo N.

    Lorenz, *Predictability: a problem partly solved*, ECMWF (1996).

    Attributes:
        F: the forcing.
    """

    F: float = 8.0

    def derivative(self, u) -> np.ndarray:
        """The right-hand side of the differential equation.

        Args:
            u: (..., N), states.

        Returns:
            (..., N), du/dt.
        """
        before, ahead, second = np.roll(u, 1, axis=-1), np.roll(u, -1, axis=-1), np.roll(u, 2, axis=-1)
        return (ahead - second) * before - u + self.F

    def jacobian(self, u) -> np.ndarray:
        """The exact Jacobian of the right-hand side.

        Args:
            u: (N,), one state.

        Returns:
            (N, N), J[i, j] = d(du_i/dt) / du_j.
        """
        i, n = np.arange(len(u)), len(u)
        J = -np.eye(n)
        J[i, (i + 1) % n] += u[i - 1]
        J[i, i - 2] -= u[i - 1]
        J[i, i - 1] += u[(i + 1) % n] - u[i - 2]
        return J


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

    def step(self, u) -> np.ndarray:
        """The next state.

        Args:
            u: (2,), the state.

        Returns:
            (2,).
        """
        return np.array([1 - self.a * u[0] ** 2 + u[1], self.b * u[0]])

    def jacobian(self, u) -> np.ndarray:
        """The exact Jacobian of a step.

        Args:
            u: (2,), the state.

        Returns:
            (2, 2), J[i, j] = d(next u_i) / du_j.
        """
        return np.array([[-2 * self.a * u[0], 1.0], [self.b, 0.0]])


@dataclass(frozen=True)
class CatMap:
    """Arnold's cat map, (x, y) -> (2 x + y, x + y) modulo 1; its exponents are +-ln((3 + sqrt 5) / 2)."""

    def step(self, u) -> np.ndarray:
        """The next state.

        Args:
            u: (2,), the state.

        Returns:
            (2,).
        """
        return np.array([2 * u[0] + u[1], u[0] + u[1]]) % 1

    def jacobian(self, u) -> np.ndarray:
        """The exact Jacobian of a step.

        Args:
            u: (2,), the state.

        Returns:
            (2, 2), J[i, j] = d(next u_i) / du_j.
        """
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

    def step(self, u) -> np.ndarray:
        """The next state.

        Args:
            u: (2,), the state.

        Returns:
            (2,).
        """
        return np.array(
            [2 * self.sigma * np.tanh(u[0]) * np.cos(2 * np.pi * u[1]), (u[1] + self.GOLDEN) % 1],
        )

    def jacobian(self, u) -> np.ndarray:
        """The exact Jacobian of a step.

        Args:
            u: (2,), the state.

        Returns:
            (2, 2), J[i, j] = d(next u_i) / du_j.
        """
        by_x = 2 * self.sigma / np.cosh(u[0]) ** 2 * np.cos(2 * np.pi * u[1])
        by_theta = -4 * np.pi * self.sigma * np.tanh(u[0]) * np.sin(2 * np.pi * u[1])
        return np.array([[by_x, by_theta], [0.0, 1.0]])


def logistic_superstable(n, r=3.5) -> float:
    """The parameter at which 1/2 lies on a cycle of length 2^n of the logistic map, by Newton's method from r.

    These parameters pile up at the end of the doublings, and their distances shrink by Feigenbaum's factor.

    Args:
        n: the doubling.
        r: a parameter close by.

    Returns:
        The parameter.
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
