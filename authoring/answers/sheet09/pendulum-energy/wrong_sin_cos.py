"""Sine and cosine exchanged."""

import numpy as np

MISCONCEPTION = "angle-from-the-level"
DESCRIPTION = "the angles are taken from the level; here they are from the vertical."
HINT = "At theta = 0 the rod hangs straight down."
LOSES = ["pendulum-test"]


def pendulum(theta, omega, m, l, g):
    half = l / 2 * np.array([np.cos(theta), np.sin(theta)]).T
    speed = l / 2 * (omega * np.array([-np.sin(theta), np.cos(theta)])).T
    centres = np.array([half[0], 2 * half[0] + half[1]])
    velocities = np.array([speed[0], 2 * speed[0] + speed[1]])
    kinetic = m / 2 * (velocities**2).sum() + m * l**2 / 24 * (omega**2).sum()
    return centres, kinetic + m * g * centres[:, 1].sum()
