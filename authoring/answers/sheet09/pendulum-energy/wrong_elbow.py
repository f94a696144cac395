"""The second rod hangs from the first one's centre."""

import numpy as np

MISCONCEPTION = "hangs-from-the-centre"
DESCRIPTION = "the second rod hangs from the centre of the first; it hangs from its end."
HINT = "The end of the first rod is twice as far out as its centre."
LOSES = ["pendulum-test"]


def pendulum(theta, omega, m, l, g):
    half = l / 2 * np.array([np.sin(theta), -np.cos(theta)]).T
    speed = l / 2 * (omega * np.array([np.cos(theta), np.sin(theta)])).T
    centres = np.array([half[0], half[0] + half[1]])
    velocities = np.array([speed[0], speed[0] + speed[1]])
    kinetic = m / 2 * (velocities**2).sum() + m * l**2 / 24 * (omega**2).sum()
    return centres, kinetic + m * g * centres[:, 1].sum()
