"""Every coordinate by itself."""

import numpy as np


def pendulum(theta, omega, m, l, g):
    a, b = theta
    u, v = omega
    x1, y1 = l / 2 * np.sin(a), -l / 2 * np.cos(a)
    x2, y2 = l * np.sin(a) + l / 2 * np.sin(b), -l * np.cos(a) - l / 2 * np.cos(b)
    dx1, dy1 = l / 2 * np.cos(a) * u, l / 2 * np.sin(a) * u
    dx2 = l * np.cos(a) * u + l / 2 * np.cos(b) * v
    dy2 = l * np.sin(a) * u + l / 2 * np.sin(b) * v
    inertia = m * l**2 / 12
    T = m / 2 * (dx1**2 + dy1**2 + dx2**2 + dy2**2) + inertia / 2 * (u**2 + v**2)
    return np.array([[x1, y1], [x2, y2]]), T + m * g * (y1 + y2)
