"""I omega^2."""

import numpy as np

MISCONCEPTION = "turning-not-halved"
DESCRIPTION = "the energy of turning is half of I omega^2."
HINT = "1/2 times 1/12 is 1/24."
LOSES = ["pendulum-test"]


def pendulum(theta, omega, m, l, g):
    half = l / 2 * np.array([np.sin(theta), -np.cos(theta)]).T
    speed = l / 2 * (omega * np.array([np.cos(theta), np.sin(theta)])).T
    centres = np.array([half[0], 2 * half[0] + half[1]])
    velocities = np.array([speed[0], 2 * speed[0] + speed[1]])
    kinetic = m / 2 * (velocities**2).sum() + m * l**2 / 12 * (omega**2).sum()
    return centres, kinetic + m * g * centres[:, 1].sum()
