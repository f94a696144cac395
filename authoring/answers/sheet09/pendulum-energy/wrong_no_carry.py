"""The second centre does not move with the first rod."""

import numpy as np

MISCONCEPTION = "carried-motion-missing"
DESCRIPTION = "the second centre does not move with the end of the first rod."
HINT = "Differentiate x_2: it has two terms."
LOSES = ["pendulum-test"]


def pendulum(theta, omega, m, l, g):
    half = l / 2 * np.array([np.sin(theta), -np.cos(theta)]).T
    speed = l / 2 * (omega * np.array([np.cos(theta), np.sin(theta)])).T
    centres = np.array([half[0], 2 * half[0] + half[1]])
    velocities = np.array([speed[0], speed[1]])
    kinetic = m / 2 * (velocities**2).sum() + m * l**2 / 24 * (omega**2).sum()
    return centres, kinetic + m * g * centres[:, 1].sum()
