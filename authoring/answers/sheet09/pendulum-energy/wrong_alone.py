"""The second rod hangs from the hinge."""

import numpy as np

MISCONCEPTION = "second-rod-from-the-hinge"
DESCRIPTION = "both rods hang from the hinge; the second one hangs from the end of the first."
HINT = "What carries the second rod?"
LOSES = ["pendulum-test"]


def pendulum(theta, omega, m, l, g):
    half = l / 2 * np.array([np.sin(theta), -np.cos(theta)]).T
    speed = l / 2 * (omega * np.array([np.cos(theta), np.sin(theta)])).T
    centres = np.array([half[0], half[1]])
    velocities = np.array([speed[0], speed[1]])
    kinetic = m / 2 * (velocities**2).sum() + m * l**2 / 24 * (omega**2).sum()
    return centres, kinetic + m * g * centres[:, 1].sum()
