"""A flow as a map, so that the methods for maps apply."""

import numpy as np

from sheet_utils.runtime import positive_float
from sheet_utils.systems import runge_kutta_step


class TimeStep:
    """A flow as a map: one classic Runge-Kutta step of length dt, with the exact Jacobian of that step.

    Args:
        system: a flow with `derivative(u)` and `jacobian(u)`, such as `systems.Lorenz()`.
        dt: the length of a step, in units of time.
    """

    def __init__(self, system, dt: float = 0.01):
        self.system, self.dt = system, positive_float("dt", dt)

    def step(self, u: np.ndarray) -> np.ndarray:
        """The state one step later.

        Args:
            u: (D,), the state.

        Returns:
            (D,).
        """
        return runge_kutta_step(self.system, u, self.dt)

    def jacobian(self, u: np.ndarray) -> np.ndarray:
        """The exact Jacobian of a step, by the chain rule through its four stages.

        Args:
            u: (D,), the state before the step.

        Returns:
            (D, D), J[i, j] = d (state after the step)_i / d u_j.
        """
        h, f, Df = self.dt, self.system.derivative, self.system.jacobian
        eye = np.eye(len(u))
        k1, K1 = f(u), Df(u)  # (D,), (D, D)
        half = u + 0.5 * h * k1
        k2, K2 = f(half), Df(half) @ (eye + 0.5 * h * K1)
        half = u + 0.5 * h * k2
        k3, K3 = f(half), Df(half) @ (eye + 0.5 * h * K2)
        K4 = Df(u + h * k3) @ (eye + h * K3)
        return eye + h / 6 * (K1 + 2 * K2 + 2 * K3 + K4)
