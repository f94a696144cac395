"""Pair by pair."""

import numpy as np


def horizon(d, dt, far):
    times = []
    for column in np.asarray(d).T:
        rows = np.flatnonzero(column > far)
        times.append(dt * (rows[0] if len(rows) else len(column)))
    return times
