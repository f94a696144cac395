"""One parameter after the other."""

import math

import numpy as np


def orbit_diagram(r, x0, T, T_trans):
    columns, lam = [], []
    for value in r:
        x, states = x0, []
        for t in range(T_trans + T):
            if t >= T_trans:
                states.append(x)
            x = value * x * (1 - x)
        columns.append(states)
        lam.append(sum(math.log(abs(value - 2 * value * x)) for x in states) / T)
    return np.array(columns).T, lam
