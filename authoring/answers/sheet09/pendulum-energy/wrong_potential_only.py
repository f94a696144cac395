"""No kinetic energy."""

import numpy as np

MISCONCEPTION = "kinetic-missing"
DESCRIPTION = "the kinetic energy is missing."
HINT = "At rest it would be right. And moving?"
LOSES = ["pendulum-test"]


def pendulum(theta, omega, m, l, g):
    half = l / 2 * np.array([np.sin(theta), -np.cos(theta)]).T
    centres = np.array([half[0], 2 * half[0] + half[1]])
    return centres, m * g * centres[:, 1].sum()
