"""Turning alone."""

import numpy as np

MISCONCEPTION = "motion-missing"
DESCRIPTION = "the motion of the centres is missing."
HINT = "The first term of the sum is m/2 times the squared speed of a centre."
LOSES = ["pendulum-test"]


def pendulum(theta, omega, m, l, g):
    half = l / 2 * np.array([np.sin(theta), -np.cos(theta)]).T
    centres = np.array([half[0], 2 * half[0] + half[1]])
    kinetic = m * l**2 / 24 * (omega**2).sum()
    return centres, kinetic + m * g * centres[:, 1].sum()
