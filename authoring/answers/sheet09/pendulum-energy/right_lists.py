"""Lists and the math module."""

import math

import numpy as np


def pendulum(theta, omega, m, l, g):
    x, y, vx, vy, E, rows = 0.0, 0.0, 0.0, 0.0, 0.0, []
    for angle, speed in zip(theta, omega, strict=True):
        dx, dy = l / 2 * math.sin(angle), -l / 2 * math.cos(angle)
        dvx, dvy = -dy * speed, dx * speed
        rows.append([x + dx, y + dy])
        E += m / 2 * ((vx + dvx) ** 2 + (vy + dvy) ** 2) + m * l**2 / 24 * speed**2 + m * g * (y + dy)
        x, y, vx, vy = x + 2 * dx, y + 2 * dy, vx + 2 * dvx, vy + 2 * dvy
    return np.array(rows), E
