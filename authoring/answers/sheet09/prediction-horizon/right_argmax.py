"""The first true entry."""

import numpy as np


def horizon(d, dt, far):
    beyond = np.asarray(d) > far
    return np.where(beyond.any(axis=0), beyond.argmax(axis=0), len(beyond)) * dt
