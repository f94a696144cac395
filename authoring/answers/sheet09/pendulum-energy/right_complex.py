"""Complex numbers."""

import numpy as np


def pendulum(theta, omega, m, l, g):
    rod = -1j * np.exp(1j * theta) * l / 2
    turn = 1j * omega * rod
    z, v = np.array([rod[0], 2 * rod[0] + rod[1]]), np.array([turn[0], 2 * turn[0] + turn[1]])
    E = sum(m / 2 * abs(v[i]) ** 2 + m * l * l / 24 * omega[i] ** 2 + m * g * z[i].imag for i in range(2))
    return np.stack([z.real, z.imag], axis=1), E
