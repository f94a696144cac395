"""The whole orbit, then a slice."""

import numpy as np


def orbit_diagram(r, x0, T, T_trans):
    orbit = [np.ones_like(r) * x0]
    while len(orbit) < T_trans + T:
        orbit.append(r * orbit[-1] - r * orbit[-1] ** 2)
    X = np.array(orbit)[T_trans:]
    return X, np.mean(np.log(np.abs(r - 2 * r * X)), axis=0)
