"""A while loop for each pair."""

import numpy as np


def horizon(d, dt, far):
    T, P = np.shape(d)
    times = np.zeros(P)
    for p in range(P):
        t = 0
        while t < T and d[t][p] <= far:
            t += 1
        times[p] = t * dt
    return times
