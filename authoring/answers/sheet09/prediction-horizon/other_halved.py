"""Half of the limit."""

import numpy as np

LOSES = ["horizon-test"]


def horizon(d, dt, far):
    beyond = np.asarray(d) > far / 2
    return np.where(beyond.any(axis=0), beyond.argmax(axis=0), len(beyond)) * dt
