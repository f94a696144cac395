"""y points down."""

import numpy as np

MISCONCEPTION = "y-points-down"
DESCRIPTION = "y points down: the heights have the wrong sign."
HINT = "At theta = 0 the rod hangs. Is its centre above or below the hinge?"
LOSES = ["pendulum-test"]


def pendulum(theta, omega, m, l, g):
    half = l / 2 * np.array([np.sin(theta), np.cos(theta)]).T
    speed = l / 2 * (omega * np.array([np.cos(theta), np.sin(theta)])).T
    centres = np.array([half[0], 2 * half[0] + half[1]])
    velocities = np.array([speed[0], 2 * speed[0] + speed[1]])
    kinetic = m / 2 * (velocities**2).sum() + m * l**2 / 24 * (omega**2).sum()
    return centres, kinetic + m * g * centres[:, 1].sum()
