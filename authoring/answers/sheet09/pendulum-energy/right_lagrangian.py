"""The energy in closed form."""

import numpy as np


def pendulum(theta, omega, m, l, g):
    s, c = np.sin(theta), np.cos(theta)
    centres = l * np.array([[s[0] / 2, -c[0] / 2], [s[0] + s[1] / 2, -c[0] - c[1] / 2]])
    T = 4 * omega[0] ** 2 + omega[1] ** 2 + 3 * omega[0] * omega[1] * np.cos(theta[0] - theta[1])
    return centres, m * l**2 / 6 * T - m * g * l / 2 * (3 * c[0] + c[1])
