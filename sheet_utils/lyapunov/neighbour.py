"""The largest exponent of a flow from a neighbour that is pulled back after every step, for many orbits at once.

Benettin, Galgani & Strelcyn, *Kolmogorov entropy and numerical experiments*, Phys. Rev. A 14 (1976).
"""

import numpy as np

from sheet_utils.runtime import positive_float, positive_int, refuse_while_judging
from sheet_utils.systems import runge_kutta_step


def neighbour_growth(system, starts, steps, dt=0.01, gap=1e-8) -> tuple[np.ndarray, np.ndarray]:
    """Orbits of a flow, with the growth of a small distance over each step.

    Args:
        system: a flow with `derivative(u)`; its parameters may be arrays of shape (K,), one for each orbit.
        starts: (K, D), initial conditions.
        steps: length of the orbits.
        dt: length of a Runge-Kutta step, in units of time.
        gap: the distance to which the neighbour of each orbit is pulled back after every step.

    Returns:
        (orbits, growth): (steps, K, D); (steps, K), in nats per step. The mean of the growth over time estimates the
        largest exponent.

    Raises:
        ValueError: a length or a step is not positive.
        RuntimeError: a student's function is being checked.
    """
    refuse_while_judging("lyapunov.neighbour_growth")
    steps, dt, gap = positive_int("steps", steps), positive_float("dt", dt), positive_float("gap", gap)
    starts = np.asarray(starts, dtype=float)
    pair = np.stack([starts, starts + gap / np.sqrt(starts.shape[1])])  # (2, K, D)
    orbits, growth = np.empty((steps, *starts.shape)), np.empty((steps, len(starts)))
    for t in range(steps):
        pair = runge_kutta_step(system, pair, dt)
        apart = pair[1] - pair[0]
        size = np.linalg.norm(apart, axis=-1)
        orbits[t], growth[t] = pair[0], np.log(size / gap)
        pair[1] = pair[0] + apart * (gap / size)[:, None]
    return orbits, growth
