"""A matrix puts the rods together."""

import numpy as np


def pendulum(theta, omega, m, l, g):
    A = l * np.array([[0.5, 0.0], [1.0, 0.5]])
    centres = A @ np.column_stack([np.sin(theta), -np.cos(theta)])
    velocities = A @ (omega[:, None] * np.column_stack([np.cos(theta), np.sin(theta)]))
    E = 0.5 * m * np.sum(velocities**2) + m * l**2 / 24 * omega @ omega + m * g * np.sum(centres, axis=0)[1]
    return centres, float(E)
