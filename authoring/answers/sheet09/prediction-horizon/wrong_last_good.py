"""One row too early."""

import numpy as np

MISCONCEPTION = "last-good-row"
DESCRIPTION = "every time is that of the last good row, one row too early."
HINT = "When does the distance first exceed the limit?"
LOSES = ["horizon-test"]


def horizon(d, dt, far):
    beyond = np.asarray(d) > far
    return np.where(beyond.any(axis=0), beyond.argmax(axis=0) - 1, len(beyond)) * dt
